import { randomBytes, X509Certificate } from 'node:crypto';
import type { ScriptedAnswer, ScriptedHello, ScriptedRetry } from '../behaviour/scripted-answer.ts';
import type { TlsEntryBehaviour } from '../behaviour/tls-entry.ts';
import type { ClientHello } from './client-hello.ts';
import { groupCodes, suiteCodes } from './openssl-names.ts';

const VERSIONS = {
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

/** What stands behind the script. */
interface Engine {
  readonly order: 'server' | 'client';
  /** Numbers of the suites that it accepts, in its order. */
  readonly suites: readonly number[];
  /** Numbers of the groups that it accepts. */
  readonly groups: readonly number[];
  /** The least version that it speaks, as a number. */
  readonly minVersion: number;
}

/** The signature schemes that an answer may use, as the reference has them. */
const SCHEMES = [0x0403, 0x0503, 0x0804, 0x0401];

/** Answers hellos by the script; what it answers nothing to is left to the engine. */
export function scriptFor(
  behaviour: TlsEntryBehaviour,
  chain: string,
): (hello: ClientHello) => Buffer | undefined {
  const { raw: certificate, publicKey } = new X509Certificate(chain);
  // Suites for another kind of key are in the list, and never chosen.
  const foreign = publicKey.asymmetricKeyType === 'ec' ? /_RSA_/ : /_ECDSA_/;
  const engine: Engine = {
    order: behaviour.order,
    suites: suiteCodes(behaviour.suites.filter((name) => !foreign.test(name))),
    groups: groupCodes(behaviour.groups),
    minVersion: VERSIONS[behaviour.minVersion],
  };
  return (hello) => {
    for (const answer of behaviour.scripted) {
      const bytes = VERSIONS[answer.version] === hello.version && play(answer, hello, engine, certificate);
      if (bytes) return bytes;
    }
    return undefined;
  };
}

function play(
  answer: ScriptedAnswer,
  hello: ClientHello,
  engine: Engine,
  certificate: Buffer,
): Buffer | undefined {
  switch (answer.version) {
    case 'TLSv1.3':
      return retry(answer, hello, engine);
    case 'SSLv2':
      return ssl2ServerHello(answer.suite, certificate);
    default:
      return serverHello(answer, hello, engine, certificate);
  }
}

/** What a server with these suites chooses, by its own order or the client's. */
function choice(
  offered: readonly number[],
  own: readonly number[],
  order: Engine['order'],
): number | undefined {
  return order === 'server'
    ? own.find((code) => offered.includes(code))
    : offered.find((code) => own.includes(code));
}

/** Whether a hello is one that the answer is for. */
function isAddressed({ toFallback, compression, without }: ScriptedHello, hello: ClientHello): boolean {
  if (hello.suites.includes(FALLBACK_SCSV)) return toFallback === true;
  if (toFallback) return false;
  if (compression) return hello.compressions.includes(DEFLATE);
  return without === undefined || hello.suites.includes(NULL_SUITE);
}

/** The hybrid group is what remains when the hello has none that the engine has. */
function retry(
  { group }: ScriptedRetry,
  { hasKey, groups, sessionId, suites }: ClientHello,
  engine: Engine,
): Buffer | undefined {
  const suite = choice(suites, engine.suites, engine.order);
  if (hasKey || suite === undefined || !groups.includes(group)) return undefined;
  if (groups.some((other) => engine.groups.includes(other))) return undefined;
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
function serverHello(
  answer: ScriptedHello,
  hello: ClientHello,
  engine: Engine,
  certificate: Buffer,
): Buffer | undefined {
  const code = VERSIONS[answer.version];
  const own = code < engine.minVersion ? [] : engine.suites;
  const extra = answer.suite === undefined ? [] : [answer.suite];
  const suite = choice(hello.suites, [...own, ...extra], engine.order);
  if (suite === undefined || !isAddressed(answer, hello)) return undefined;
  if (answer.suite !== undefined && suite !== answer.suite) return undefined;
  const keyExchange = keyExchangeOf(answer, hello, engine);
  if (answer.keyExchange !== undefined && !keyExchange) return undefined;
  const messages = [
    message(2, serverHelloBody(answer, suite)),
    message(11, vector24(vector24(certificate))),
    ...(keyExchange ? [message(12, keyExchange)] : []),
    message(14, Buffer.alloc(0)),
  ];
  return record(code, Buffer.concat(messages));
}

function serverHelloBody({ version, compression, without }: ScriptedHello, suite: number): Buffer {
  const mark = without === 'downgrade-mark' ? randomBytes(8) : DOWNGRADE_MARK;
  const extensions = [
    ...(without === 'renegotiation-info' ? [] : [extension(0xff01, vector8(Buffer.alloc(0)))]),
    extension(23, Buffer.alloc(0)),
  ];
  return Buffer.concat([
    uint16(VERSIONS[version]),
    randomBytes(24),
    mark,
    vector8(Buffer.alloc(0)),
    uint16(suite),
    Buffer.from([compression ? DEFLATE : 0]),
    version === 'SSLv3' ? Buffer.alloc(0) : vector16(Buffer.concat(extensions)),
  ]);
}

/** Parameters and signature; undefined where the hello offers nothing that they could be made with. */
function keyExchangeOf(
  { version, keyExchange }: ScriptedHello,
  { groups, signatureSchemes }: ClientHello,
  engine: Engine,
): Buffer | undefined {
  const parameters =
    keyExchange === 'curve' ? curve(groups.find((code) => engine.groups.includes(code))) : field(keyExchange);
  const scheme = signatureSchemes.find((code) => SCHEMES.includes(code));
  if (!parameters || (version === 'TLSv1.2' && scheme === undefined)) return undefined;
  const algorithm = version === 'TLSv1.2' ? uint16(scheme ?? 0) : Buffer.alloc(0);
  return Buffer.concat([parameters, algorithm, vector16(randomBytes(70))]);
}

function curve(group: number | undefined): Buffer | undefined {
  if (group === undefined) return undefined;
  return Buffer.concat([Buffer.from([3]), uint16(group), vector8(randomBytes(65))]);
}

function field(bits: number | undefined): Buffer | undefined {
  if (bits === undefined) return undefined;
  return Buffer.concat([vector16(prime(bits)), vector16(Buffer.from([2])), vector16(prime(bits))]);
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
