import { expect, test } from '@playwright/test';
import https from 'node:https';
import tls from 'node:tls';
import { observeCertificate } from '../../probes/tls/certificate.ts';
import { observeExpiry } from '../../probes/tls/expiry.ts';
import { closeServers, httpsServer, identity, listen, pemOf, withUnreadableDate } from './tls-servers.ts';

const timeoutMs = 2_000;

test.afterEach(closeServers);

function endpoint(port: number) {
  return { host: 'shop.test', port, address: '127.0.0.1' };
}

/** A server that completes the handshake and answers the request with these bytes. */
async function answering(bytes: string): Promise<number> {
  const server = tls.createServer(pemOf(await identity()), (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(bytes));
  });
  return listen(server);
}

test.describe('Expiry', () => {
  test('agrees with the certificate that the handshake shows', async () => {
    const port = await httpsServer(pemOf(await identity({ days: 30.6 })));
    const expiry = await observeExpiry(endpoint(port), { timeoutMs });
    const { chain } = await observeCertificate(endpoint(port), { timeoutMs });
    const { validFrom, validTo, daysRemaining, fingerprint256 } = chain[0];
    expect(expiry).toMatchObject({ kind: 'expiry', validFrom, validTo, daysRemaining, fingerprint256 });
    // ssl-checker itself rounds to 31.
    expect(daysRemaining).toBe(30);
    expect(JSON.parse(JSON.stringify(expiry))).toEqual(expiry);
  });

  test('is told of an expired certificate', async () => {
    const port = await httpsServer(pemOf(await identity({ days: -0.4 })));
    expect(await observeExpiry(endpoint(port), { timeoutMs })).toMatchObject({ daysRemaining: -1 });
  });

  test('is counted from the given time', async () => {
    const port = await httpsServer(pemOf(await identity({ days: 30.6 })));
    const now = new Date(Date.now() + 86_400_000);
    expect(await observeExpiry(endpoint(port), { timeoutMs, now })).toMatchObject({ daysRemaining: 29 });
  });

  test('is told of a server that speaks TLS 1.0 alone', async () => {
    const port = await httpsServer({
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(await observeExpiry(endpoint(port), { timeoutMs })).toMatchObject({ daysRemaining: 29 });
  });

  test('comes over the local address of the endpoint', async () => {
    const seen: unknown[] = [];
    const server = https.createServer(pemOf(await identity()), (request, response) => {
      seen.push(request.socket.remoteAddress, request.headers.host?.split(':')[0], request.method);
      response.end();
    });
    const port = await listen(server);
    await observeExpiry({ ...endpoint(port), localAddress: '127.0.0.9' }, { timeoutMs });
    expect(seen).toEqual(['127.0.0.9', 'shop.test', 'GET']);
  });
});

test.describe('No expiry', () => {
  for (const [name, bytes] of [
    ['never answers', ''],
    ['answers half a response', 'HTTP/1.1 200 OK\r\nA: b'],
    [
      'switches protocols unasked',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
    ],
  ] as const) {
    test(`comes from a server that ${name}, and nothing hangs`, async () => {
      const startedAt = performance.now();
      const observation = observeExpiry(endpoint(await answering(bytes)), { timeoutMs: 300 });
      await expect(observation).rejects.toThrow(/127\.0\.0\.1/);
      expect(performance.now() - startedAt).toBeLessThan(1_500);
    });
  }

  test('comes from a server that does not speak HTTP', async () => {
    const observation = observeExpiry(endpoint(await answering('220 mail.test ESMTP\r\n')), { timeoutMs });
    await expect(observation).rejects.toMatchObject({ problem: 'malformed' });
  });

  test('comes from a date that cannot be read', async () => {
    const port = await httpsServer(withUnreadableDate(await identity()));
    await expect(observeExpiry(endpoint(port), { timeoutMs })).rejects.toMatchObject({
      problem: 'malformed',
    });
  });
});
