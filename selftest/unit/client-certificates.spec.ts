import { createPrivateKey, X509Certificate } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import { expect, test } from '@playwright/test';
import { decide } from '../../fixtures/client-decision.ts';
import { forge } from '../../fixtures/client-forgeries.ts';
import { presentCertificate, type ClientAttempt } from '../../probes/tls/client-certificate.ts';
import { issueClients } from '../../stack/embedded/client-authority.ts';
import { closeServers, freePort, hostileServer, identity, listen, p256, pemOf, rsa } from './tls-servers.ts';

const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;
const OTHER = { 'TLSv1.2': 'TLSv1.3', 'TLSv1.3': 'TLSv1.2' } as const;
const HEAD = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

test.afterEach(closeServers);

async function clients() {
  const made = await issueClients({ issued: true });
  if (!made) throw new Error('there are no clients');
  return made;
}

/** A TLS server that asks for a certificate of `ca` and then does as it is told. */
async function serverAsking(
  ca: string,
  serve: (socket: tls.TLSSocket) => unknown,
  options: tls.TlsOptions = {},
): Promise<number> {
  const own = pemOf(await identity());
  const server = tls.createServer(
    { ...own, ca, requestCert: true, rejectUnauthorized: false, ...options },
    (socket) => {
      socket.on('error', () => undefined);
      serve(socket);
    },
  );
  return listen(server);
}

/** What a client gets from a port of this machine. */
async function attempted(port: number, attempt: Partial<ClientAttempt> & Pick<ClientAttempt, 'version'>) {
  const { observation, session } = await presentCertificate(
    { host: 'localhost', address: '127.0.0.1', port },
    { head: HEAD, timeoutMs: 1_500, ...attempt },
  );
  return { observation, session, decided: () => decide(observation, 'a client') };
}

const answering = (text: string) => (socket: tls.TLSSocket) => socket.once('data', () => socket.end(text));

/** Answers once the end of what it has read is as told. */
const answeringAfter = (end: string, text: string) => (socket: tls.TLSSocket) => {
  let read = '';
  socket.on('data', (bytes: Buffer) => {
    read += bytes.toString('latin1');
    if (read.endsWith(end)) socket.end(text);
  });
};

for (const version of VERSIONS) {
  test.describe(`A client of ${version}`, () => {
    test('is let through with 200', async () => {
      const { trust, issued } = await clients();
      const port = await serverAsking(trust.ca, answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
      const { observation, decided } = await attempted(port, { version, client: issued.valid });
      expect(decided()).toMatchObject({ outcome: 'let-through', said: 'status 200' });
      expect(observation.presented).toMatchObject({ subject: 'CN=plumbline-client' });
      expect(JSON.stringify(observation)).not.toContain('PRIVATE KEY');
    });

    for (const status of [400, 401, 403, 421, 495, 496]) {
      test(`is refused with ${status}`, async () => {
        const { trust } = await clients();
        const port = await serverAsking(
          trust.ca,
          answering(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`),
        );
        const { decided } = await attempted(port, { version });
        expect(decided()).toMatchObject({ outcome: 'refused', said: `status ${status}` });
      });
    }

    for (const status of [204, 302, 404, 405]) {
      test(`is let through with ${status}`, async () => {
        const { trust } = await clients();
        const port = await serverAsking(
          trust.ca,
          answering(`HTTP/1.1 ${status} Well\r\nContent-Length: 0\r\n\r\n`),
        );
        const { decided } = await attempted(port, { version });
        expect(decided()).toMatchObject({ outcome: 'let-through' });
      });
    }

    for (const status of [429, 500, 503]) {
      test(`is not decided on with ${status}`, async () => {
        const { trust } = await clients();
        const port = await serverAsking(
          trust.ca,
          answering(`HTTP/1.1 ${status} Later\r\nContent-Length: 0\r\n\r\n`),
        );
        const { decided } = await attempted(port, { version });
        expect(decided).toThrow(`a client: status ${status}, which does not say`);
      });
    }

    test('is refused with an alert for want of a certificate', async () => {
      const { trust } = await clients();
      const port = await serverAsking(trust.ca, answering(''), { rejectUnauthorized: true });
      const { observation, decided } = await attempted(port, { version });
      const during = { 'TLSv1.2': 'handshake', 'TLSv1.3': 'request' }[version];
      expect(observation.outcome).toMatchObject({ kind: 'alert', during });
      expect(decided().outcome).toBe('refused');
    });

    // Node's own server does that with a certificate that it does not accept.
    test('is not refused by a close without a word', async () => {
      const { trust, issued } = await clients();
      const { strangeAuthority } = await forge(issued.valid);
      const port = await serverAsking(trust.ca, answering(''), { rejectUnauthorized: true });
      const { observation, decided } = await attempted(port, { version, client: strangeAuthority });
      expect(observation.outcome.kind).toBe('closed');
      expect(decided).toThrow('a close without a word');
    });

    test('is not refused by silence', async () => {
      const { trust } = await clients();
      const port = await serverAsking(trust.ca, () => undefined);
      const { observation, decided } = await attempted(port, { version, timeoutMs: 300 });
      expect(observation.outcome).toEqual({ kind: 'silent', during: 'request' });
      expect(decided).toThrow('silence after the handshake');
    });

    test('is not refused by half an answer', async () => {
      const { trust } = await clients();
      const port = await serverAsking(trust.ca, answering('HTTP/1.1 400 Bad'));
      const { observation, decided } = await attempted(port, { version });
      expect(observation.outcome).toEqual({ kind: 'unreadable', during: 'request' });
      expect(decided).toThrow('no HTTP');
    });

    test('is not refused by an alert about something else', async () => {
      const other = OTHER[version];
      const { trust } = await clients();
      const port = await serverAsking(trust.ca, answering(''), { minVersion: other, maxVersion: other });
      const { decided } = await attempted(port, { version });
      expect(decided).toThrow('alert protocol_version in the handshake');
    });

    test('sends a body only where no answer comes before it', async () => {
      const { trust } = await clients();
      const early = await serverAsking(trust.ca, answering('HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n'));
      const late = await serverAsking(
        trust.ca,
        answeringAfter('body', 'HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n'),
      );
      const first = await attempted(early, { version, body: 'body' });
      const second = await attempted(late, { version, body: 'body' });
      expect([first.observation.bodySent, second.observation.bodySent]).toEqual([false, true]);
    });

    test('takes up a session without its certificate', async () => {
      const { trust, issued } = await clients();
      const port = await serverAsking(trust.ca, answering('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
      const { session } = await attempted(port, { version, client: issued.valid });
      const { observation } = await attempted(port, { version, session });
      expect(observation).toMatchObject({ session: 'resumed', outcome: { kind: 'http', status: 200 } });
      expect(observation.presented).toBeUndefined();
    });
  });
}

test.describe('A client', () => {
  test('comes again, and waits, where a reset may have swallowed the alert', async () => {
    const { trust } = await clients();
    const asking = await serverAsking(trust.ca, answering(''), { rejectUnauthorized: true });
    let connections = 0;
    const relay = net.createServer((socket) => {
      connections += 1;
      const onward = net.connect(asking, '127.0.0.1');
      onward.on('error', () => undefined);
      socket.on('error', () => undefined);
      socket.pipe(onward).pipe(socket);
      if (connections > 1) return;
      // The ClientHello comes first, then the end of the handshake together with the request.
      socket.once('data', () => socket.once('data', () => socket.resetAndDestroy()));
    });
    const { observation } = await attempted(await listen(relay), { version: 'TLSv1.3' });
    expect(observation.outcome).toMatchObject({ kind: 'alert', name: 'certificate_required' });
    expect(connections).toBe(2);
  });

  test('that cannot use its own key is told so', async () => {
    const { trust, issued } = await clients();
    const port = await serverAsking(trust.ca, answering(''));
    const client = { cert: issued.valid.cert, key: issued.expired.key };
    await expect(attempted(port, { version: 'TLSv1.3', client })).rejects.toMatchObject({ problem: 'local' });
  });

  test('that meets no TLS is not refused', async () => {
    const port = await hostileServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await expect(attempted(port, { version: 'TLSv1.2' })).rejects.toMatchObject({ problem: 'tls' });
  });

  test('that meets nobody is not refused', async () => {
    const port = await hostileServer(() => undefined);
    await expect(attempted(port, { version: 'TLSv1.3', timeoutMs: 200 })).resolves.toMatchObject({
      observation: { outcome: { kind: 'silent', during: 'handshake' } },
    });
    await expect(attempted(await freePort(), { version: 'TLSv1.3' })).rejects.toMatchObject({
      problem: 'refused',
    });
  });
});

test.describe('Forgeries', () => {
  for (const algorithm of [p256, rsa(2048, 'SHA-256')]) {
    test(`of ${algorithm.name} have the kind of key and the names of the right certificate`, async () => {
      const authority = await identity({ subject: 'CN=authority', ca: true });
      const right = await identity({ subject: 'CN=right', issuer: authority, algorithm });
      const { selfSigned, strangeAuthority, namesakeAuthority, issuedByLeaf } = await forge(right);
      const read = ({ cert }: { cert: string }) => new X509Certificate(cert);
      expect(read(strangeAuthority).subject).toBe('CN=right');
      expect(read(namesakeAuthority).issuer).toBe('CN=authority');
      expect(read(namesakeAuthority).verify(read(authority).publicKey)).toBe(false);
      expect(read(selfSigned).verify(read(selfSigned).publicKey)).toBe(true);
      expect(read(issuedByLeaf).verify(read(right).publicKey)).toBe(true);
      for (const forgery of [selfSigned, strangeAuthority, namesakeAuthority, issuedByLeaf]) {
        expect(read(forgery).checkPrivateKey(createPrivateKey(forgery.key))).toBe(true);
        expect(read(forgery).publicKey.asymmetricKeyType).toBe(read(right).publicKey.asymmetricKeyType);
      }
    });
  }
});
