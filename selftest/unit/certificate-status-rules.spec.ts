import net from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, test } from '@playwright/test';
import { readTlsClientHello } from 'read-tls-client-hello';
import { intermediateKeys } from '../../fixtures/matchers/certificate-chain.ts';
import { wellFormedNames } from '../../fixtures/matchers/certificate-leaf.ts';
import { holds, same } from '../../fixtures/matchers/certificate-served.ts';
import {
  freshStaple,
  goodStaple,
  mustStaple,
  timestamps,
} from '../../fixtures/matchers/certificate-status.ts';
import { askTimestamps } from '../../probes/tls/hello-timestamps.ts';
import type { Staple } from '../../probes/tls/staple.ts';
import { alone, certificate, leaf, lower, NOW, sent } from './certificate-sample.ts';
import { closeServers, hostileServer, httpsServer, listen } from './tls-servers.ts';

test.afterEach(closeServers);

const GOOD = {
  outcome: 'answer',
  status: 'good',
  thisUpdate: '2026-11-22T00:00:00.000Z',
  nextUpdate: '2026-11-24T00:00:00.000Z',
  signed: true,
  timestamps: [],
} as const;

function stapled(staple?: Staple) {
  return { ...alone({}), ...(staple && { staple }) };
}

test.describe('A stapled response', () => {
  test('that is good and fresh is right', () => {
    expect(goodStaple(stapled(GOOD))).toBeUndefined();
    expect(freshStaple(stapled(GOOD), { maxAgeHours: 12 }, NOW)).toBeUndefined();
  });

  test('is judged by the moment that is given', () => {
    expect(freshStaple(stapled(GOOD), {}, new Date('2026-11-24T00:00:01Z'))).toBeDefined();
    expect(freshStaple(stapled(GOOD), {}, new Date('2026-11-21T23:56:00Z'))).toBeUndefined();
    expect(freshStaple(stapled(GOOD), {}, new Date('2026-11-21T23:54:00Z'))).toBeDefined();
  });

  test('is too old for a profile that asks for a newer one', () => {
    expect(freshStaple(stapled(GOOD), { maxAgeHours: 11 }, NOW)?.expected).toMatch(/no older than 11 hours/);
  });

  test('whose signature cannot be verified here is neither good nor bad', () => {
    const { outcome, status, thisUpdate, timestamps: none } = GOOD;
    const unverified = { outcome, status, thisUpdate, timestamps: none };
    expect(() => goodStaple(stapled(unverified))).toThrow(/cannot be verified here/);
  });

  test('is demanded of a certificate that promises it, and of no other', () => {
    const promise = alone({ uses: { mustStaple: true } });
    expect(mustStaple(promise)).toBeDefined();
    expect(mustStaple({ ...promise, staple: { outcome: 'useless', reason: 'tryLater' } })).toBeDefined();
    expect(mustStaple({ ...promise, staple: GOOD })).toBeUndefined();
    expect(mustStaple(alone({}))).toBeUndefined();
  });
});

test.describe('Timestamps', () => {
  const of = (log: string, at = '2026-11-01T00:00:00.000Z') => ({ log, at });
  const from = { subject: 'server certificate', embedded: [of('a')], stapled: [of('a')], hello: [of('b')] };

  test('of one log count once, however they came', () => {
    expect(timestamps(from, { minimum: 2 }, NOW)).toBeUndefined();
    expect(timestamps(from, { minimum: 3 }, NOW)?.observed).toBe('timestamps of 2 logs');
    expect(timestamps({ ...from, hello: [] }, { minimum: 2 }, NOW)?.observed).toBe('timestamps of one log');
  });

  test('of the future do not count', () => {
    const future = { ...from, hello: [of('b', '2027-01-01T00:00:00.000Z')] };
    expect(timestamps(future, { minimum: 2 }, NOW)?.observed).toBe('timestamps of one log');
  });
});

test.describe('Timestamps in the ServerHello', () => {
  const endpoint = (port: number) => ({ host: 'shop.test', port, address: '127.0.0.1' });
  const observe = (port: number) => askTimestamps(endpoint(port), { timeoutMs: 2_000 });

  function hello(extensions: Buffer): Buffer {
    const body = Buffer.concat([
      Buffer.from(`0303${'00'.repeat(32)}00c02f00`, 'hex'),
      Buffer.from([extensions.length >> 8, extensions.length & 0xff]),
      extensions,
    ]);
    return Buffer.concat([Buffer.from([2, 0, body.length >> 8, body.length & 0xff]), body]);
  }

  function inRecord(fragment: Buffer, length = fragment.length): Buffer {
    return Buffer.concat([Buffer.from([22, 3, 3, length >> 8, length & 0xff]), fragment]);
  }

  const timestamp = Buffer.concat([Buffer.from([0]), Buffer.alloc(32, 7), Buffer.alloc(8), Buffer.alloc(6)]);
  const list = Buffer.concat([Buffer.from([0, 49, 0, 47]), timestamp]);
  const extension = Buffer.concat([Buffer.from([0xff, 1, 0, 1, 0, 0, 18, 0, list.length]), list]);

  test('are asked for and read', async () => {
    const hellos: Buffer[] = [];
    const server = net.createServer((socket) => {
      socket
        .on('error', () => undefined)
        .once('data', (bytes) => {
          hellos.push(bytes);
          socket.write(inRecord(hello(extension)));
        });
    });
    const found = await observe(await listen(server));
    expect(found).toMatchObject({ seen: true, timestamps: [{ at: '1970-01-01T00:00:00.000Z' }] });
    const stream = new PassThrough();
    stream.write(Buffer.concat(hellos));
    const { extensions } = await readTlsClientHello(stream);
    expect(extensions.map(({ id }) => id)).toContain(18);
  });

  test('are read where the certificate follows in the same record', async () => {
    const fragment = Buffer.concat([hello(extension), Buffer.from([11, 0, 16, 0]), Buffer.alloc(4096)]);
    const port = await hostileServer((socket) => socket.write(inRecord(fragment)));
    expect((await observe(port)).timestamps).toHaveLength(1);
  });

  test('are none where a real server has none', async () => {
    expect(await observe(await httpsServer({}))).toMatchObject({ seen: true, timestamps: [] });
  });

  test('are not seen where a server speaks TLS 1.3 alone', async () => {
    expect(await observe(await httpsServer({ minVersion: 'TLSv1.3' }))).toMatchObject({ seen: false });
  });

  test('that do not fit are no observation', async () => {
    const large = Buffer.concat([Buffer.from([0, 18, 4, 0]), Buffer.alloc(1024)]);
    const port = await hostileServer((socket) => socket.write(inRecord(hello(large))));
    await expect(observe(port)).rejects.toMatchObject({ problem: 'malformed' });
  });
});

test.describe('Another certificate', () => {
  const settings = {
    expiry: { warnDays: 30, failDays: 7 },
    chain: 'trusted' as const,
    key: { rsaBits: 2048, ecBits: 256 },
    signature: { forbidden: ['sha1'] },
  };
  const other = (changes: Parameters<typeof certificate>[1], ordinary = 'another') => ({
    kind: 'certificate' as const,
    endpoint: { host: 'shop.test', port: 443 },
    ...sent(
      [certificate('CN=leaf', { subjectAltNames: [{ type: 'DNS', value: 'shop.test' }], ...changes })],
      [0],
    ),
    subject: 'certificate for RSA clients',
    authorized: true,
    protocol: 'TLSv1.3',
    cipher: '',
    durationMs: 1,
    ordinary,
  });
  const broken = {
    validTo: '2026-11-20T00:00:00.000Z',
    subjectAltNames: [],
    key: { type: 'RSA', bits: 1024 },
    signatureAlgorithm: { name: 'sha1WithRSAEncryption', hash: 'sha1' },
    fingerprint256: 'own',
  };

  test('is told from the ordinary one', () => {
    expect(same(other({ fingerprint256: 'own' }, 'own'))).toBeUndefined();
    expect(same(other({ fingerprint256: 'own' }))?.observed).toMatch(/^another one, own,/);
  });

  test('is judged in every respect', () => {
    expect(holds(other(broken), settings, 'shop.test', NOW)?.observed).toBe(
      [
        'expires 2026-11-20T00:00:00.000Z',
        'covers no name',
        'RSA 1024 bits where 2048 are wanted',
        'CN=leaf is signed with sha1WithRSAEncryption',
      ].join('; '),
    );
  });

  test('is left alone where it is the ordinary one', () => {
    expect(holds(other(broken, 'own'), settings, 'shop.test', NOW)).toBeUndefined();
  });
});

test.describe('A certificate', () => {
  test('with a thousand wrong names names some of them', () => {
    const names = Array.from({ length: 1000 }, () => ({ type: 'DNS', value: 'a\0b' }) as const);
    const { observed } = wellFormedNames(alone({ subjectAltNames: names })) ?? { observed: '' };
    expect(observed).toMatch(/^"a\\u0000b" is not a DNS name, .*, 992 more$/);
  });

  test('has its issuers’ keys measured', () => {
    const small = { ...lower, key: { type: 'RSA', bits: 1024 } };
    const sizes = { rsaBits: 2048, ecBits: 256 };
    expect(intermediateKeys(sent([leaf, lower], [0, 1]), sizes)).toBeUndefined();
    expect(intermediateKeys(sent([leaf, small], [0, 1]), sizes)?.observed).toMatch(
      /^CN=lower: RSA 1024 bits/,
    );
    expect(() =>
      intermediateKeys(sent([leaf, { ...lower, key: { type: 'unknown' } }], [0, 1]), sizes),
    ).toThrow(/cannot be told/);
  });
});
