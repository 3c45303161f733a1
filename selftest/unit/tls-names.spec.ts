import tls from 'node:tls';
import { expect, test } from '@playwright/test';
import { observeCertificate } from '../../probes/tls/certificate.ts';
import { coversName } from '../../probes/tls/names.ts';
import { closeServers, httpsServer, identity, listen, pemOf } from './tls-servers.ts';

const names = [{ type: 'dns' as const, value: 'shop.test' }];

test.afterEach(closeServers);

function observe(port: number, host = 'shop.test', ca?: string) {
  const options = { timeoutMs: 2_000, ...(ca !== undefined && { ca }) };
  return observeCertificate({ host, port, address: '127.0.0.1' }, options);
}

test.describe('A name', () => {
  const leaf = {
    subjectAltNames: [
      { type: 'DNS', value: 'shop.test' },
      { type: 'DNS', value: '*.shop.test' },
      { type: 'DNS', value: 'odd, DNS:evil.test' },
      { type: 'IP', value: '127.0.0.1' },
      { type: 'IP', value: '::1' },
    ] as const,
  };
  for (const name of [
    'shop.test',
    'SHOP.test',
    'shop.test.',
    'www.shop.test',
    '127.0.0.1',
    '::1',
    '0:0:0:0:0:0:0:1',
  ]) {
    test(`is covered: ${name}`, () => {
      expect(coversName(leaf, name)).toBeUndefined();
    });
  }
  for (const name of ['other.test', 'a.b.shop.test', 'evil.test', '127.0.0.2', '::2']) {
    test(`is not covered: ${name}`, () => {
      expect(coversName(leaf, name)).toContain(name);
    });
  }

  test('is not covered by a common name', async () => {
    const observation = await observe(await httpsServer(pemOf(await identity({ subject: 'CN=shop.test' }))));
    expect(observation.chain[0].subjectAltNames).toEqual([]);
    expect(observation.nameError).toContain('does not contain a DNS name');
  });

  test('is told apart from trust', async () => {
    const own = await identity({ names });
    const observation = await observe(await httpsServer(pemOf(own)), 'other.test', own.cert);
    expect(observation).toMatchObject({
      authorized: true,
      nameError: expect.stringContaining('other.test'),
    });
  });

  test('is sent as SNI, and an address is not', async () => {
    const seen: unknown[] = [];
    const server = tls.createServer(pemOf(await identity({ names })), (socket) =>
      seen.push(socket.servername),
    );
    const port = await listen(server);
    await observe(port, 'shop.test');
    await observe(port, '127.0.0.1');
    await expect.poll(() => seen).toEqual(['shop.test', false]);
  });
});
