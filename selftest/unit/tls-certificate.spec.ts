import https from 'node:https';
import { expect, test } from '@playwright/test';
import { observeCertificate } from '../../probes/tls/certificate.ts';
import {
  closeServers,
  freePort,
  hostileServer,
  httpsServer,
  identity,
  listen,
  p256,
  pemOf,
  rsa,
  withUnreadableDate,
} from './tls-servers.ts';

const timeoutMs = 2_000;
const names = [
  { type: 'dns' as const, value: 'shop.test' },
  { type: 'dns' as const, value: '*.shop.test' },
  { type: 'ip' as const, value: '127.0.0.1' },
  { type: 'ip' as const, value: '::1' },
];

test.afterEach(closeServers);

function observe(port: number, options: { ca?: string; now?: Date } = {}) {
  return observeCertificate({ host: 'shop.test', port, address: '127.0.0.1' }, { timeoutMs, ...options });
}

async function authority() {
  const root = await identity({ subject: 'CN=root', ca: true });
  const intermediate = await identity({ subject: 'CN=intermediate', ca: true, issuer: root });
  const leaf = await identity({ names, issuer: intermediate });
  return { root, intermediate, leaf };
}

test.describe('The chain', () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    test(`is what the server sent over ${version}, and nothing from the trust store`, async () => {
      const { root, intermediate, leaf } = await authority();
      const options = { ...pemOf(leaf, intermediate), minVersion: version, maxVersion: version };
      const observation = await observe(await httpsServer(options), { ca: root.cert });
      expect(observation.chain.map(({ subject }) => subject)).toEqual(['CN=shop.test', 'CN=intermediate']);
      expect(observation).toMatchObject({ authorized: true, protocol: version });
      expect(observation).not.toHaveProperty('authorizationError');
      expect(observation).not.toHaveProperty('nameError');
    });
  }

  test('keeps the order and the needless certificates of the server', async () => {
    const { root, intermediate, leaf } = await authority();
    const stranger = await identity({ subject: 'CN=stranger' });
    const port = await httpsServer(pemOf(leaf, stranger, root, intermediate));
    const { chain, authorized } = await observe(port, { ca: root.cert });
    expect(chain.map(({ subject }) => subject)).toEqual([
      'CN=shop.test',
      'CN=stranger',
      'CN=root',
      'CN=intermediate',
    ]);
    expect(chain.map(({ selfSigned }) => selfSigned)).toEqual([false, true, true, false]);
    expect(authorized).toBe(true);
  });

  test('that lacks its intermediate is not trusted', async () => {
    const { root, leaf } = await authority();
    const observation = await observe(await httpsServer(pemOf(leaf)), { ca: root.cert });
    expect(observation.chain).toHaveLength(1);
    expect(observation).toMatchObject({
      authorized: false,
      authorizationError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  test('that is not trusted by Node alone is not trusted', async () => {
    const { intermediate, leaf } = await authority();
    const observation = await observe(await httpsServer(pemOf(leaf, intermediate)));
    expect(observation).toMatchObject({
      authorized: false,
      authorizationError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    });
  });

  test('that is self-signed is not trusted, unless it is the anchor', async () => {
    const own = await identity({ names });
    const port = await httpsServer(pemOf(own));
    expect(await observe(port)).toMatchObject({
      authorized: false,
      authorizationError: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(await observe(port, { ca: own.cert })).toMatchObject({
      authorized: true,
      chain: [{ selfSigned: true }],
    });
  });

  test('is evidence: serialisable and complete', async () => {
    const { root, intermediate, leaf } = await authority();
    const observation = await observe(await httpsServer(pemOf(leaf, intermediate)), { ca: root.cert });
    expect(JSON.parse(JSON.stringify(observation))).toEqual(observation);
    expect(observation.chain[0]).toMatchObject({
      subject: 'CN=shop.test',
      issuer: 'CN=intermediate',
      serialNumber: '0A1B',
      daysRemaining: 29,
      subjectAltNames: [
        { type: 'DNS', value: 'shop.test' },
        { type: 'DNS', value: '*.shop.test' },
        { type: 'IP', value: '127.0.0.1' },
        { type: 'IP', value: '::1' },
      ],
      key: { type: 'EC', bits: 256, curve: 'prime256v1' },
      signatureAlgorithm: { name: 'ecdsa-with-SHA256', hash: 'sha256' },
    });
    expect(observation.chain[0].validTo).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    expect(observation.chain[0].fingerprint256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(observation.chain[0].pem.trim()).toBe(leaf.cert.trim());
  });
});

test.describe('Validity', () => {
  test('that is over is reported with negative days', async () => {
    const own = await identity({ names, days: -0.4 });
    const observation = await observe(await httpsServer(pemOf(own)), { ca: own.cert });
    expect(observation).toMatchObject({ authorized: false, authorizationError: 'CERT_HAS_EXPIRED' });
    expect(observation.chain[0].daysRemaining).toBe(-1);
  });

  test('is counted in whole days from the given time', async () => {
    const own = await identity({ names, days: 30.6 });
    const port = await httpsServer(pemOf(own));
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect((await observe(port)).chain[0].daysRemaining).toBe(30);
    expect((await observe(port, { now: tomorrow })).chain[0].daysRemaining).toBe(29);
  });

  test('with a date that cannot be read is malformed', async () => {
    const own = await identity({ names });
    await expect(observe(await httpsServer(withUnreadableDate(own)))).rejects.toMatchObject({
      problem: 'malformed',
    });
  });
});

test.describe('Keys and signatures', () => {
  const cases = [
    [rsa(1024, 'SHA-1'), { type: 'RSA', bits: 1024 }, { name: 'sha1WithRSAEncryption', hash: 'sha1' }],
    [rsa(2048, 'SHA-384'), { type: 'RSA', bits: 2048 }, { name: 'sha384WithRSAEncryption', hash: 'sha384' }],
    [rsa(2048, 'SHA-256', 'RSA-PSS'), { type: 'RSA', bits: 2048 }, { name: 'rsassaPss', hash: 'sha256' }],
    [
      { ...p256, namedCurve: 'P-384', hash: 'SHA-512' },
      { type: 'EC', bits: 384, curve: 'secp384r1' },
      { name: 'ecdsa-with-SHA512', hash: 'sha512' },
    ],
    [{ name: 'Ed25519' }, { type: 'Ed25519', bits: 256 }, { name: 'Ed25519' }],
  ] as const;
  for (const [algorithm, key, signatureAlgorithm] of cases) {
    test(`are seen for ${key.type} ${key.bits} with ${signatureAlgorithm.name}`, async () => {
      const own = await identity({ names, algorithm });
      const port = await httpsServer({ ...pemOf(own), ciphers: 'DEFAULT@SECLEVEL=0' });
      const { chain } = await observe(port);
      expect(chain[0].key).toEqual(key);
      expect(chain[0].signatureAlgorithm).toEqual(signatureAlgorithm);
      expect(chain[0].selfSigned).toBe(true);
    });
  }

  test('are seen on a server that speaks TLS 1.0 alone', async () => {
    const port = await httpsServer({
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(await observe(port)).toMatchObject({
      protocol: 'TLSv1',
      cipher: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
    });
  });
});

test.describe('No observation', () => {
  test('of a port that nothing listens on', async () => {
    const port = await freePort();
    await expect(observe(port)).rejects.toMatchObject({
      problem: 'refused',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
  });

  test('of a silent server', async () => {
    const port = await hostileServer(() => undefined);
    const observation = observeCertificate({ host: '127.0.0.1', port }, { timeoutMs: 150 });
    await expect(observation).rejects.toMatchObject({ problem: 'timeout' });
  });

  test('of a server that speaks plain HTTP', async () => {
    const port = await hostileServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await expect(observe(port)).rejects.toMatchObject({
      problem: 'tls',
      message: expect.stringContaining('does not speak TLS'),
    });
  });

  test('of a server that closes the connection', async () => {
    const port = await hostileServer((socket) => socket.end());
    await expect(observe(port)).rejects.toMatchObject({ problem: 'closed' });
  });

  test('of a server that wants a client certificate over TLS 1.2', async () => {
    const own = await identity({ names });
    const server = https.createServer({ ...pemOf(own), requestCert: true, maxVersion: 'TLSv1.2' });
    await expect(observe(await listen(server))).rejects.toMatchObject({ problem: 'tls' });
  });

  test('with a CA that is none', async () => {
    await expect(observe(await httpsServer({}), { ca: 'no PEM' })).rejects.toMatchObject({
      problem: 'local',
    });
  });
});
