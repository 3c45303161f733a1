import net from 'node:net';
import { getExtensionData, readTlsClientHello, type TlsClientHelloMessage } from 'read-tls-client-hello';
import { listen } from './tls-servers.ts';

/** A record of TLS 1.2. */
export function record(type: number, fragment: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type, 3, 3, fragment.length >> 8, fragment.length & 0xff]), fragment]);
}

/** A handshake message. */
export function message(type: number, body: string): Buffer {
  return Buffer.from(`${hex(type, 1)}${hex(body.length / 2, 3)}${body}`, 'hex');
}

export function hex(value: number, bytes = 2): string {
  return value.toString(16).padStart(bytes * 2, '0');
}

/** RFC 8446 §4.1.3, without the record around it. `extensions` in hex. */
export function serverHello({
  version = 0x0303,
  suite = 0xc02f,
  extensions = '',
  random = '00'.repeat(32),
  compression = 0,
} = {}): Buffer {
  const block = extensions && hex(extensions.length / 2) + extensions;
  return message(2, `${hex(version)}${random}00${hex(suite)}${hex(compression, 1)}${block}`);
}

/** RFC 8422 §5.4, with a point and a signature that nobody checks. */
export function curveKeyExchange(group: number, scheme: number): Buffer {
  return message(12, `03${hex(group)}20${'11'.repeat(32)}${hex(scheme)}0004deadbeef`);
}

/** RFC 5246 §7.4.3. */
export function primeKeyExchange(prime: Buffer, scheme: number): Buffer {
  const vector = `${hex(prime.length)}${prime.toString('hex')}`;
  return message(12, `${vector}000102000104${hex(scheme)}0004deadbeef`);
}

export const certificate = message(11, '000003000000');
export const fatal = (description: number): Buffer => record(21, Buffer.from([2, description]));

/** What a scripted server makes of TLS 1.2, alone or beside TLS 1.3. */
export interface Script {
  /** By preference. */
  suites: readonly number[];
  /** By preference. */
  groups: readonly number[];
  /** By preference. */
  schemes: readonly number[];
  /** Whose preference decides; the client's where it is left out. */
  prefersOwn?: boolean;
  /** An ECDSA certificate: refuses clients that do not offer this curve (RFC 8422 §2.2). */
  certificateCurve?: number;
  tls13?: { suites: readonly number[]; groups: readonly number[] };
  /** Extensions of the ServerHello of TLS 1.2, in hex. */
  extensions?: string;
  random?: string;
  compression?: number;
  /** Speaks no protocol that is offered, and says so. */
  refusesProtocols?: boolean;
  /** Chokes on a hello with session_ticket. */
  refusesFeatures?: boolean;
  /** What it says where it finds nothing in common; handshake_failure where left out, nothing where empty. */
  refusal?: Buffer;
}

/** A server that negotiates by a script and never gets beyond its first flight. Returns its port. */
export function scriptedServer(script: Script): Promise<number> {
  return listen(
    net.createServer((socket) => {
      socket.on('error', () => undefined);
      readTlsClientHello(socket).then(
        (hello) => {
          const answer = answerTo(hello, script);
          if (answer.length > 0) socket.end(answer);
        },
        () => socket.end(fatal(70)),
      );
    }),
  );
}

function answerTo(hello: TlsClientHelloMessage, script: Script): Buffer {
  const versions = getExtensionData(hello, 'supported_versions')?.versions ?? [hello.version];
  if (script.tls13 && versions.includes(0x0304)) return answer13(hello, script.tls13);
  if (!versions.includes(0x0303)) return fatal(70);
  return answer12(hello, script);
}

function pick(own: readonly number[], offered: readonly number[], prefersOwn = false): number | undefined {
  const [first, second] = prefersOwn ? [own, offered] : [offered, own];
  return first.find((value) => second.includes(value));
}

function answer13(hello: TlsClientHelloMessage, { suites, groups }: NonNullable<Script['tls13']>): Buffer {
  const suite = pick(suites, hello.cipherSuites);
  const group = pick(groups, offeredGroups(hello));
  if (suite === undefined || group === undefined) return fatal(40);
  const random = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';
  return record(22, serverHello({ suite, random, extensions: `002b0002030400330002${hex(group)}` }));
}

function answer12(hello: TlsClientHelloMessage, script: Script): Buffer {
  const { prefersOwn, certificateCurve, refusal = fatal(40) } = script;
  if (hello.cipherSuites.includes(0x5600) && script.tls13) return fatal(86);
  if (script.refusesProtocols && hello.extensions.some(({ id }) => id === 16)) return fatal(120);
  if (script.refusesFeatures && hello.extensions.some(({ id }) => id === 35)) return fatal(50);
  const suite = pick(script.suites, hello.cipherSuites, prefersOwn);
  const schemes = getExtensionData(hello, 'signature_algorithms')?.algorithms ?? [];
  const scheme = pick(script.schemes, schemes, prefersOwn);
  const group = pick(script.groups, offeredGroups(hello), prefersOwn);
  const lacksCurve = certificateCurve !== undefined && !offeredGroups(hello).includes(certificateCurve);
  if (suite === undefined || scheme === undefined || group === undefined || lacksCurve) return refusal;
  const first = serverHello({ ...script, suite });
  return record(22, Buffer.concat([first, certificate, curveKeyExchange(group, scheme)]));
}

function offeredGroups(hello: TlsClientHelloMessage): readonly number[] {
  return getExtensionData(hello, 'supported_groups')?.groups ?? [];
}
