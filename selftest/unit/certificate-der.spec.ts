import { randomBytes } from 'node:crypto';
import tls from 'node:tls';
import { expect, test } from '@playwright/test';
import { issueIdentity } from '../../stack/embedded/certificates.ts';
import { ordinaryCertificate } from '../../stack/behaviour/certificate.ts';
import { observeCertificate } from '../../probes/tls/certificate.ts';
import { usesOf } from '../../probes/tls/certificate-parts.ts';
import { elements, generalizedTime, objectIdentifier } from '../../probes/tls/der.ts';
import { readStaple } from '../../probes/tls/staple.ts';
import { timestampList } from '../../probes/tls/timestamps.ts';
import { derOf } from './certificate-sample.ts';
import { openssl } from './openssl-staples.ts';
import { closeServers, listen } from './tls-servers.ts';

test.afterEach(closeServers);

function observe(port: number, ca: string) {
  return observeCertificate({ host: 'shop.test', port, address: '127.0.0.1' }, { timeoutMs: 2_000, ca });
}

test.describe('DER', () => {
  const broken: [string, string][] = [
    ['a header that is cut short', '30'],
    ['a length that is cut short', '3082'],
    ['an indefinite length', '3080'],
    ['a length of five bytes', '30850000000001'],
    ['a length that reaches beyond the end', '3003ab'],
    ['a length of four gigabytes', '3084ffffffff'],
  ];
  for (const [what, text] of broken) {
    test(`with ${what} is malformed`, () => {
      expect(() => elements(Buffer.from(text, 'hex'))).toThrow(/DER that cannot be read/);
    });
  }

  test('is read element by element', () => {
    const found = elements(Buffer.from('020105040201020500', 'hex'));
    expect(found.map(({ tag, content }) => [tag, content.toString('hex')])).toEqual([
      [2, '05'],
      [4, '0102'],
      [5, ''],
    ]);
  });

  test('has object identifiers with arcs of several bytes', () => {
    expect(objectIdentifier(Buffer.from('2b06010401d679020402', 'hex'))).toBe('1.3.6.1.4.1.11129.2.4.2');
    expect(objectIdentifier(Buffer.from('551d2500', 'hex'))).toBe('2.5.29.37.0');
  });

  for (const text of ['20261322105349Z', '202611221053Z', '20261122105349+0100', 'no time at all']) {
    test(`has no time ${text}`, () => {
      const content = Buffer.from(text);
      expect(() => generalizedTime({ tag: 0x18, content, bytes: content })).toThrow(/a time is none/);
    });
  }

  test('that is cut anywhere is malformed, and never a crash', async () => {
    const { chain } = await issueIdentity({ ...ordinaryCertificate, timestamps: 2, mustStaple: true });
    const der = derOf(chain)[0] ?? Buffer.alloc(0);
    const outcomes = new Set<string>();
    for (let length = 0; length < der.length; length += 1) {
      outcomes.add(nameOfError(() => usesOf(der.subarray(0, length))));
    }
    expect([...outcomes]).toEqual(['ProbeError']);
  });

  test('with any byte changed is read or malformed, and never a crash', async () => {
    const { chain } = await issueIdentity({ ...ordinaryCertificate, timestamps: 2, mustStaple: true });
    const der = derOf(chain)[0] ?? Buffer.alloc(0);
    const outcomes = new Set<string>();
    for (let at = 0; at < der.length; at += 1) {
      for (const value of [0x00, 0x7f, 0x80, 0xff]) {
        const changed = Buffer.from(der);
        changed.writeUInt8(value, at);
        outcomes.add(nameOfError(() => usesOf(changed)));
      }
    }
    expect([...outcomes].sort()).toEqual(['ProbeError', 'none']);
  });
});

function nameOfError(action: () => unknown): string {
  try {
    action();
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.name : 'no error';
  }
}

test.describe('A stapled response', () => {
  async function stapled() {
    const own = await issueIdentity({ ...ordinaryCertificate, staple: 'good' });
    const [leaf, issuer] = derOf(own.chain);
    return {
      response: own.staple ?? Buffer.alloc(0),
      leaf: leaf ?? Buffer.alloc(0),
      issuer: issuer ?? Buffer.alloc(0),
    };
  }

  test('is read', async () => {
    const { response, leaf, issuer } = await stapled();
    expect(readStaple(response, leaf, issuer)).toMatchObject({
      outcome: 'answer',
      status: 'good',
      signed: true,
    });
  });

  for (const [name, status, signed] of [
    ['good', 'good', true],
    ['delegated', 'good', true],
    ['revoked', 'revoked', true],
    ['usurped', 'revoked', false],
  ] as const) {
    test(`of OpenSSL is read: ${name}`, () => {
      const [response, leaf, root] = [openssl[name], openssl.leaf, openssl.root].map((text) =>
        Buffer.from(text, 'base64'),
      ) as [Buffer, Buffer, Buffer];
      expect(readStaple(response, leaf, root)).toEqual({
        outcome: 'answer',
        status,
        thisUpdate: '2026-11-22T11:32:52.000Z',
        nextUpdate: '2026-11-26T11:32:52.000Z',
        signed,
        timestamps: [],
      });
      expect(usesOf(leaf)).toMatchObject({ mustStaple: true, extendedKeyUsage: ['serverAuth'] });
    });
  }

  test('is not signed once a byte of it has changed', async () => {
    const { response, leaf, issuer } = await stapled();
    const changed = Buffer.from(response);
    changed.writeUInt8(changed.readUInt8(changed.length - 5) ^ 1, changed.length - 5);
    expect(readStaple(changed, leaf, issuer)).toMatchObject({ status: 'good', signed: false });
  });

  test('that is cut anywhere is useless', async () => {
    const { response, leaf, issuer } = await stapled();
    const outcomes = new Set<string>();
    for (let length = 0; length < response.length; length += 1) {
      outcomes.add(readStaple(response.subarray(0, length), leaf, issuer).outcome);
    }
    expect([...outcomes]).toEqual(['useless']);
  });

  test('with any byte changed is read or useless, and never a crash', async () => {
    const { response, leaf, issuer } = await stapled();
    const outcomes = new Set<string>();
    for (let at = 0; at < response.length; at += 1) {
      const changed = Buffer.from(response);
      changed.writeUInt8(changed.readUInt8(at) ^ 0x41, at);
      outcomes.add(readStaple(changed, leaf, issuer).outcome);
    }
    expect([...outcomes].sort()).toEqual(['answer', 'useless']);
  });

  test('of random bytes is useless', async () => {
    const { leaf, issuer } = await stapled();
    for (let count = 0; count < 200; count += 1) {
      expect(readStaple(randomBytes(count), leaf, issuer).outcome).toBe('useless');
    }
  });

  test('that is broken is told apart from the certificate', async () => {
    const own = await issueIdentity(ordinaryCertificate);
    const server = tls.createServer({ key: own.key, cert: own.chain });
    server.on('OCSPRequest', (_leaf, _issuer, take: (error: null, response: Buffer) => void) => {
      take(null, Buffer.from('garbage'));
    });
    const { authorized, staple } = await observe(await listen(server), own.ca);
    expect(authorized).toBe(true);
    expect(staple).toMatchObject({ outcome: 'useless' });
  });
});

test.describe('Timestamps', () => {
  test('without any are none', () => {
    expect(timestampList(Buffer.from('0000', 'hex'))).toEqual([]);
  });

  for (const text of ['', '00', '0001', '000200', '00020005', `0003${'00'.repeat(3)}`, '00040002abcd']) {
    test(`in ${text || 'nothing'} are malformed`, () => {
      expect(() => timestampList(Buffer.from(text, 'hex'))).toThrow(/DER that cannot be read/);
    });
  }

  test('of the far future are dates', () => {
    const timestamp = Buffer.concat([
      Buffer.from([0]),
      Buffer.alloc(32),
      Buffer.alloc(8, 0xff),
      Buffer.alloc(6),
    ]);
    const list = Buffer.concat([Buffer.from([0, timestamp.length + 2, 0, timestamp.length]), timestamp]);
    expect(timestampList(list)).toMatchObject([{ at: '+275760-09-13T00:00:00.000Z' }]);
  });
});
