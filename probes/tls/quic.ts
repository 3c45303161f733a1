import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { bareHost } from '../http/authority.ts';
import { codeOf, connectionProblem } from '../http/connection-problem.ts';
import { peerOf, type Endpoint } from './endpoint.ts';

/**
 * What came back over UDP. Serialisable.
 *
 * - `versions`: a Version Negotiation packet (RFC 9000 §17.2.1), so there is a QUIC server.
 * - `unreachable`: the host's own ICMP message that nothing listens on the port.
 * - `silent`: neither in time, which says nothing: packets get lost, and firewalls drop them.
 */
export type QuicObservation = Heard & {
  readonly kind: 'quic';
  readonly endpoint: Endpoint;
  readonly durationMs: number;
};

type Heard = {
  /** Datagrams that were no answer to what was sent. */
  readonly ignored: number;
} & (
  | {
      readonly outcome: 'versions';
      /** By name where it is known (`v1`, `v2`, `draft-29`), else in hex; the first 32 and none of the reserved. */
      readonly versions: readonly string[];
      /** Whether a datagram that is too small to open a connection got an answer as well. */
      readonly answersSmall: boolean;
    }
  | { readonly outcome: 'unreachable' }
  | { readonly outcome: 'silent' }
);

/** RFC 9000 §14.1: what opens a connection comes in a datagram of at least 1200 bytes. */
const FULL_BYTES = 1200;
const SMALL_BYTES = 600;

/** RFC 9000 §15: versions of this pattern are reserved so that nobody supports them. */
const RESERVED_VERSION = 0x1a2a3a4a;
const RESERVED_PATTERN = /^.a.a.a.a$/;

/** Datagrams get lost: the question is put this often within the time. */
const TRIES = 4;
const VERSIONS_KEPT = 32;

/** A question, by the connection ids that its answer has to repeat. */
export interface QuicQuestion {
  readonly datagram: Buffer;
  readonly destination: Buffer;
  readonly source: Buffer;
}

/** A packet with a long header (RFC 8999 §5.1) of a version that does not exist. */
export function quicQuestion(bytes: number): QuicQuestion {
  const destination = randomBytes(8);
  const source = randomBytes(8);
  const header = Buffer.concat([
    Buffer.from([0xc0]),
    uint32(RESERVED_VERSION),
    Buffer.from([destination.length]),
    destination,
    Buffer.from([source.length]),
    source,
  ]);
  return { datagram: Buffer.concat([header, Buffer.alloc(bytes - header.length)]), destination, source };
}

/** The versions in a Version Negotiation packet that answers the question; undefined for any other bytes. */
export function answeredVersions(
  datagram: Buffer,
  { destination, source }: QuicQuestion,
): readonly string[] | undefined {
  // Both connection ids come back, each in the other's place.
  const header = Buffer.concat([
    Buffer.alloc(4),
    Buffer.from([source.length]),
    source,
    Buffer.from([destination.length]),
    destination,
  ]);
  const list = datagram.subarray(1 + header.length);
  const isAnswer =
    ((datagram[0] ?? 0) & 0x80) !== 0 && datagram.subarray(1, 1 + header.length).equals(header);
  if (!isAnswer || list.length === 0 || list.length % 4 !== 0) return undefined;
  return (list.toString('hex').match(/.{8}/g) ?? [])
    .filter((version) => !RESERVED_PATTERN.test(version))
    .slice(0, VERSIONS_KEPT)
    .map(versionName);
}

function versionName(hex: string): string {
  if (hex === '00000001') return 'v1';
  if (hex === '6b3343cf') return 'v2';
  if (hex.startsWith('ff0000')) return `draft-${parseInt(hex.slice(6), 16)}`;
  return `0x${hex}`;
}

/**
 * Asks a UDP port which versions of QUIC it speaks: with a datagram that is too small, which RFC 9000 §5.2.2 wants
 * dropped, and then with one that is large enough.
 *
 * @param options.waitMs milliseconds after which the port counts as silent
 * @throws ProbeError where the name has no address, or this machine cannot send
 */
export async function observeQuic(
  endpoint: Endpoint,
  { waitMs }: { waitMs: number },
): Promise<QuicObservation> {
  const startedAt = performance.now();
  const peer = peerOf(endpoint);
  const socket = await connected(endpoint).catch((error: unknown) => {
    throw connectionProblem(error as Error, peer, 'the name lookup');
  });
  try {
    const heard = await ask(socket, waitMs, peer);
    return { kind: 'quic', endpoint, ...heard, durationMs: performance.now() - startedAt };
  } finally {
    socket.close();
  }
}

/** A connected socket alone is told of ICMP messages. */
async function connected({ host, address = bareHost(host), port, localAddress }: Endpoint): Promise<Socket> {
  const { address: ip, family } = isIP(address) ? { address, family: isIP(address) } : await lookup(address);
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    if (localAddress !== undefined) socket.bind({ address: localAddress });
    socket.connect(port, ip, () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

function ask(socket: Socket, waitMs: number, peer: string): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const small = quicQuestion(SMALL_BYTES);
    const full = quicQuestion(FULL_BYTES);
    let answersSmall = false;
    let ignored = 0;
    const failed = (error: Error | null) => {
      if (error === null) return;
      stop();
      if (codeOf(error) === 'ECONNREFUSED') resolve({ outcome: 'unreachable', ignored });
      else reject(connectionProblem(error, peer, 'the answer to a QUIC packet'));
    };
    const put = () => {
      // The message that the port is unreachable comes with whatever the socket does next, and that may be to send.
      socket.send(small.datagram, failed);
      socket.send(full.datagram, failed);
    };
    const again = setInterval(put, waitMs / TRIES);
    const patience = setTimeout(() => {
      conclude({ outcome: 'silent', ignored });
    }, waitMs);
    const stop = () => {
      clearInterval(again);
      clearTimeout(patience);
      socket.removeAllListeners('message');
    };
    const conclude = (heard: Heard) => {
      stop();
      resolve(heard);
    };
    socket.on('message', (datagram) => {
      const versions = answeredVersions(datagram, full);
      if (versions) conclude({ outcome: 'versions', versions, answersSmall, ignored });
      else if (answeredVersions(datagram, small)) answersSmall = true;
      else ignored += 1;
    });
    socket.on('error', failed);
    put();
  });
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
