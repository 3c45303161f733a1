import { createECDH, getDiffieHellman } from 'node:crypto';
import type net from 'node:net';
import { expect, test } from '@playwright/test';
import { AnswerReader, type Answer } from '../../probes/tls/answer.ts';
import { enumerateSuites } from '../../probes/tls/posture.ts';
import { RecordReader } from '../../probes/tls/record.ts';
import { encodeSsl2Hello, Ssl2AnswerReader } from '../../probes/tls/ssl2.ts';
import {
  certificate,
  curveKeyExchange,
  fatal,
  hex,
  message,
  primeKeyExchange,
  record,
  serverHello,
} from './tls-scripted.ts';
import { closeServers, hostileServer } from './tls-servers.ts';

test.afterEach(closeServers);

function read(...messages: Buffer[]): Answer | undefined {
  const reader = new AnswerReader({ withKeyExchange: true });
  return reader.read(record(22, Buffer.concat(messages)));
}

test.describe('A ServerKeyExchange', () => {
  test('shows the size and the name of a published prime', () => {
    const prime = getDiffieHellman('modp14').getPrime();
    const answer = read(serverHello({ suite: 0x009e }), certificate, primeKeyExchange(prime, 0x0804));
    expect(answer).toMatchObject({
      keyExchange: { keyExchange: { type: 'dh', bits: 2048, group: 'modp2048' }, signatureScheme: 0x0804 },
    });
  });

  test('shows the size of a prime of its own, without leading zeros', () => {
    const prime = Buffer.from(`0000${'5f'.repeat(64)}`, 'hex');
    const answer = read(serverHello({ suite: 0x009e }), certificate, primeKeyExchange(prime, 0x0804));
    expect(answer).toMatchObject({ keyExchange: { keyExchange: { type: 'dh', bits: 511 } } });
  });

  test('shows the curve', () => {
    const answer = read(serverHello(), certificate, curveKeyExchange(0x001d, 0x0401));
    expect(answer).toMatchObject({
      keyExchange: { keyExchange: { type: 'ecdh', group: 'x25519' }, group: 0x001d, signatureScheme: 0x0401 },
    });
  });

  test('has no scheme before TLS 1.2', () => {
    const answer = read(
      serverHello({ version: 0x0301, suite: 0xc013 }),
      certificate,
      curveKeyExchange(23, 1),
    );
    expect(answer).toMatchObject({ keyExchange: { group: 23 } });
    expect(answer).not.toHaveProperty('keyExchange.signatureScheme');
  });

  test('of PSK begins with a hint', () => {
    const point = createECDH('prime256v1').generateKeys();
    const body = `0003aabbcc030017${hex(point.length, 1)}${point.toString('hex')}`;
    expect(read(serverHello({ suite: 0xd001 }), message(12, body))).toMatchObject({
      keyExchange: { keyExchange: { type: 'ecdh', group: 'secp256r1' } },
    });
  });

  test('is not waited for where the suite has none', () => {
    expect(read(serverHello({ suite: 0x009c }))).toMatchObject({ hello: { suite: 0x009c } });
  });

  test('that is replaced by an alert leaves the ServerHello', () => {
    const reader = new AnswerReader({ withKeyExchange: true });
    const answer = reader.read(Buffer.concat([record(22, serverHello()), fatal(80)]));
    expect(answer).toMatchObject({
      hello: { suite: 0xc02f },
      keyExchangeProblem: expect.stringContaining('internal_error'),
    });
  });

  const malformed: [string, Buffer][] = [
    ['cut short', message(12, '03001d20aabb')],
    ['of an explicit curve', message(12, '0100')],
    ['with an empty prime', message(12, '0000')],
    ['that is another message', message(14, '')],
  ];
  for (const [name, body] of malformed) {
    test(`${name} is malformed`, () => {
      expect(() => read(serverHello(), body)).toThrow(/ServerKeyExchange/);
    });
  }
});

test.describe('Records', () => {
  test('that come byte by byte are copied a bounded number of times', () => {
    const reader = new RecordReader();
    const bytes = record(22, Buffer.alloc(16_384));
    const startedAt = performance.now();
    let records = 0;
    for (let round = 0; round < 8; round++) {
      for (const byte of bytes) records += [...reader.read(Buffer.from([byte]))].length;
    }
    expect(records).toBe(8);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

test.describe('SSLv2', () => {
  const body = (kinds: string) => `04000100020002${hex(kinds.length / 2)}0004ffff${kinds}aabbccdd`;
  const ssl2Record = (content: string) =>
    Buffer.from(`${hex(0x8000 | (content.length / 2))}${content}`, 'hex');

  test('has a hello of its own', () => {
    const hello = encodeSsl2Hello();
    expect(hello.readUInt16BE(0) & 0x7fff).toBe(hello.length - 2);
    expect(hello.toString('hex', 2, 5)).toBe('010002');
    expect(hello.includes(Buffer.from('010080', 'hex'))).toBe(true);
  });

  test('names all its cipher kinds at once, also byte by byte', () => {
    const reader = new Ssl2AnswerReader();
    const answers = [...ssl2Record(body('0100800700c0'))].map((byte) => reader.read(Buffer.from([byte])));
    expect(answers.at(-1)).toEqual({ cipherKinds: [0x010080, 0x0700c0] });
    expect(answers.slice(0, -1).every((answer) => answer === undefined)).toBe(true);
  });

  test('knows an error message', () => {
    expect(new Ssl2AnswerReader().read(ssl2Record('000001'))).toEqual({ error: 1 });
  });

  test('knows an alert and a ServerHello of TLS', () => {
    expect(new Ssl2AnswerReader().read(fatal(70))).toMatchObject({ alert: { name: 'protocol_version' } });
    expect(new Ssl2AnswerReader().read(record(22, serverHello()))).toEqual({ answered: 0x0303 });
  });

  for (const content of ['04000100020002', '04000100030000000000000', '0500', '']) {
    test(`rejects ${content || 'an empty message'}`, () => {
      expect(() => new Ssl2AnswerReader().read(ssl2Record(content.slice(0, content.length & ~1)))).toThrow(
        /SSLv2/,
      );
    });
  }

  const outcomes: [string, Buffer, Record<string, unknown>][] = [
    ['a SERVER-HELLO', ssl2Record(body('010080')), { outcome: 'accepted' }],
    ['protocol_version', fatal(70), { outcome: 'refused' }],
    // A hello of SSLv2 cannot say which host it is for.
    ['unrecognized_name', fatal(112), { outcome: 'refused' }],
    ['missing_extension', fatal(109), { outcome: 'refused' }],
    ['unrecognized_name as a warning', record(21, Buffer.from([1, 112])), { outcome: 'inconclusive' }],
    ['a ServerHello of TLS', record(22, serverHello()), { outcome: 'refused', answered: 'TLSv1.2' }],
    ['an error of its own', ssl2Record('000001'), { outcome: 'inconclusive' }],
    ['internal_error', fatal(80), { outcome: 'inconclusive' }],
  ];
  for (const [name, answer, decision] of outcomes) {
    test(`is ${String(decision['outcome'])} by ${name}`, async () => {
      const port = await hostileServer((socket: net.Socket) => socket.end(answer));
      const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs: 1_000 });
      expect(found.versions.SSLv2).toMatchObject(decision);
    });
  }

  test('that is accepted lists its cipher kinds', async () => {
    const port = await hostileServer((socket: net.Socket) => socket.end(ssl2Record(body('010080'))));
    const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs: 1_000 });
    expect(found.suites.SSLv2).toEqual({
      suites: [{ name: 'SSL_CK_RC4_128_WITH_MD5', code: 0x010080 }],
      order: 'unknown',
      complete: true,
    });
  });
});
