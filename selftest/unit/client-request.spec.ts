import tls from 'node:tls';
import { expect, test } from '@playwright/test';
import { namesAuthority } from '../../fixtures/matchers/client-certificates.ts';
import { observeCertificateRequest } from '../../probes/tls/certificate-request.ts';
import { closeServers, hostileServer, identity, listen, pemOf } from './tls-servers.ts';

test.afterEach(closeServers);

/** `CN=clients` as DER has it: a sequence of one set of one attribute, as a PrintableString. */
const CLIENTS = Buffer.concat([
  Buffer.from('3012311030 0e0603550403 1307'.replaceAll(' ', ''), 'hex'),
  Buffer.from('clients'),
]);

async function serving(options: tls.TlsOptions): Promise<number> {
  const server = tls.createServer({ ...pemOf(await identity()), ...options }, (socket) => {
    socket.on('error', () => undefined);
  });
  return listen(server);
}

function observed(port: number, version: 'TLSv1.2' | 'TLSv1.3', timeoutMs = 1_500) {
  return observeCertificateRequest({ host: 'localhost', address: '127.0.0.1', port }, { version, timeoutMs });
}

for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
  test.describe(`A request for a certificate in ${version}`, () => {
    for (const rejectUnauthorized of [false, true]) {
      test(`names its authority, rejectUnauthorized ${rejectUnauthorized}`, async () => {
        const { cert: ca } = await identity({ subject: 'CN=clients', ca: true });
        const port = await serving({ requestCert: true, rejectUnauthorized, ca });
        const seen = await observed(port, version);
        expect(seen).toMatchObject({ requested: true, authorities: [CLIENTS.toString('hex')] });
      });
    }

    test('names each of several', async () => {
      const [one, other] = await Promise.all([
        identity({ subject: 'CN=clients', ca: true }),
        identity({ subject: 'CN=partners', ca: true }),
      ]);
      const port = await serving({
        requestCert: true,
        rejectUnauthorized: false,
        ca: [one.cert, other.cert],
      });
      expect((await observed(port, version)).authorities).toHaveLength(2);
    });

    for (const suite of ['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384']) {
      test(`is read from ${suite}`, async () => {
        const ciphers = `TLS_${suite}:ECDHE-ECDSA-AES128-GCM-SHA256`;
        const { cert: ca } = await identity({ subject: 'CN=clients', ca: true });
        const port = await serving({ requestCert: true, rejectUnauthorized: false, ca, ciphers });
        expect((await observed(port, version)).authorities).toHaveLength(1);
      });
    }

    test('is told from none', async () => {
      expect(await observed(await serving({}), version)).toMatchObject({ requested: false, authorities: [] });
    });

    test('is not made up where there is no TLS', async () => {
      const port = await hostileServer((socket) => socket.end('SSH-2.0-nothing\r\n'));
      await expect(observed(port, version)).rejects.toMatchObject({ name: 'ProbeError' });
    });

    test('is not waited for without end', async () => {
      const port = await hostileServer(() => undefined);
      await expect(observed(port, version, 200)).rejects.toMatchObject({ problem: 'timeout' });
    });
  });
}

test('The rule for names looks for one that stands in the certificates', async () => {
  const seen = {
    kind: 'certificate-request',
    subject: 'TLSv1.3, request for a certificate',
    endpoint: { host: 'localhost', port: 1 },
    version: 'TLSv1.3',
    requested: true,
    authorities: [CLIENTS.toString('hex')],
    durationMs: 1,
  } as const;
  const authority = await identity({ subject: 'CN=clients', ca: true });
  const other = await identity({ subject: 'CN=partners', ca: true });
  const der = async (issuer: typeof authority) => {
    const { cert } = await identity({ subject: 'CN=right', issuer });
    return Buffer.from(cert.replace(/-----[^-]+-----/g, ''), 'base64');
  };
  const right = await der(authority);
  expect(namesAuthority(seen, [right])).toBeUndefined();
  expect(namesAuthority(seen, [await der(other)])).toMatchObject({ observed: 'the names of 1 others' });
  expect(namesAuthority({ ...seen, authorities: [] }, [right])).toMatchObject({
    observed: 'no name of an authority',
  });
  expect(namesAuthority({ ...seen, requested: false, authorities: [] }, [right])).toMatchObject({
    observed: 'no request for a certificate',
  });
});
