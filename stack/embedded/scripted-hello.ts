import { randomBytes } from 'node:crypto';
import type { ScriptedAnswer, ScriptedHello, ScriptedRetry } from '../behaviour/scripted-answer.ts';
import type { ClientHello } from './client-hello.ts';

const versions = {
  SSLv2: 0x0002,
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
};

/** TLS_RSA_WITH_NULL_SHA: nobody who means to go on offers it, so it tells a raw hello from a client. */
const NULL_SUITE = 0x0002;
const FALLBACK_SCSV = 0x5600;
const DEFLATE = 1;

/** RFC 8446 §4.1.3: the random that makes a ServerHello a HelloRetryRequest. */
const RETRY = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');
/** The end of the random of a server that speaks TLS 1.3 and chooses TLS 1.2. */
const DOWNGRADE_MARK = Buffer.from('DOWNGRD\x01', 'latin1');

/** The bytes that the script answers a hello with; undefined where it leaves that to the engine. */
export function scriptedAnswer(
  script: readonly ScriptedAnswer[],
  hello: ClientHello,
  certificate: Buffer,
): Buffer | undefined {
  for (const answer of script) {
    if (versions[answer.version] !== hello.version) continue;
    if (answer.version === 'TLSv1.3') {
      if (!hello.hasKey && hello.groups.includes(answer.group)) return retry(answer, hello);
    } else if (hello.suites.includes(answer.suite)) {
      if (answer.version === 'SSLv2') return ssl2ServerHello(answer.suite, certificate);
      if (isAddressed(answer, hello)) return serverHello(answer, certificate);
    }
  }
  return undefined;
}

function isAddressed({ toFallback, compression, without }: ScriptedHello, hello: ClientHello): boolean {
  if (toFallback) return hello.suites.includes(FALLBACK_SCSV);
  if (compression) return hello.compressions.includes(DEFLATE);
  return without === undefined || hello.suites.includes(NULL_SUITE);
}

function retry({ group }: ScriptedRetry, { sessionId, suites }: ClientHello): Buffer {
  const suite = suites.find((code) => code >> 8 === 0x13) ?? 0x1301;
  const body = Buffer.concat([
    uint16(0x0303),
    RETRY,
    vector8(sessionId),
    uint16(suite),
    Buffer.from([0]),
    vector16(Buffer.concat([extension(43, uint16(0x0304)), extension(51, uint16(group))])),
  ]);
  return record(0x0303, message(2, body));
}

/** RFC 5246 §7.4.1.3 and on: ServerHello, Certificate, ServerKeyExchange with a signature of nobody, ServerHelloDone. */
function serverHello(answer: ScriptedHello, certificate: Buffer): Buffer {
  const { version, suite, keyExchange, compression, without } = answer;
  const code = versions[version];
  const random = Buffer.concat([
    randomBytes(24),
    without === 'downgrade-mark' ? randomBytes(8) : DOWNGRADE_MARK,
  ]);
  const extensions = [
    ...(without === 'renegotiation-info' ? [] : [extension(0xff01, vector8(Buffer.alloc(0)))]),
    extension(23, Buffer.alloc(0)),
  ];
  const hello = Buffer.concat([
    uint16(code),
    random,
    vector8(Buffer.alloc(0)),
    uint16(suite),
    Buffer.from([compression ? DEFLATE : 0]),
    version === 'SSLv3' ? Buffer.alloc(0) : vector16(Buffer.concat(extensions)),
  ]);
  return record(
    code,
    Buffer.concat([
      message(2, hello),
      message(11, vector24(vector24(certificate))),
      ...(keyExchange === undefined ? [] : [message(12, keyExchangeOf(keyExchange))]),
      message(14, Buffer.alloc(0)),
    ]),
  );
}

function keyExchangeOf(keyExchange: 'curve' | number): Buffer {
  const parameters =
    keyExchange === 'curve'
      ? Buffer.concat([
          Buffer.from([3]),
          uint16(0x0017),
          vector8(Buffer.concat([Buffer.from([4]), randomBytes(64)])),
        ])
      : Buffer.concat([
          vector16(prime(keyExchange)),
          vector16(Buffer.from([2])),
          vector16(prime(keyExchange)),
        ]);
  return Buffer.concat([parameters, uint16(0x0403), vector16(randomBytes(70))]);
}

/** A number of this many bits; nobody computes with it. */
function prime(bits: number): Buffer {
  const bytes = randomBytes(bits / 8);
  bytes.writeUInt8(0xff, 0);
  return bytes;
}

/** The SERVER-HELLO of SSL 2.0 (its specification, section 5.6.1). */
function ssl2ServerHello(kind: number, certificate: Buffer): Buffer {
  const connection = randomBytes(16);
  const body = Buffer.concat([
    Buffer.from([4, 0, 1]),
    uint16(0x0002),
    uint16(certificate.length),
    uint16(3),
    uint16(connection.length),
    certificate,
    Buffer.from([kind >> 16, (kind >> 8) & 0xff, kind & 0xff]),
    connection,
  ]);
  return Buffer.concat([uint16(0x8000 | body.length), body]);
}

function record(version: number, fragment: Buffer): Buffer {
  return Buffer.concat([Buffer.from([22]), uint16(version), vector16(fragment)]);
}

function message(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), vector24(body)]);
}

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([uint16(type), vector16(data)]);
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

function vector8(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([data.length]), data]);
}

function vector16(data: Buffer): Buffer {
  return Buffer.concat([uint16(data.length), data]);
}

function vector24(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([data.length >> 16]), uint16(data.length & 0xffff), data]);
}
