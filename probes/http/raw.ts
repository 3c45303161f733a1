import type { Socket } from 'node:net';
import { peerOf } from './authority.ts';
import { openConnection, type Connection } from './connection.ts';
import { codeOf, connectionProblem } from './connection-problem.ts';
import { Deadline } from './deadline.ts';
import type { HttpEndpoint, TlsSummary } from './exchange.ts';
import { parseStatusLine, skipInterim } from './response-head.ts';

const keptBytes = 16 * 1024;
const readBytes = 1024 * 1024;
/** Silence after a complete response head that ends the exchange, in milliseconds. */
const idleMs = 250;

/**
 * How the exchange ended: the peer closed or reset the connection, fell silent after a complete response head, sent
 * more than is read (1 MiB), or none of these within the time limit.
 */
type RawEnd = 'closed' | 'reset' | 'idle' | 'limit' | 'timeout';

/** Bytes written to a socket and what came back. Serialisable. */
export interface RawExchange {
  kind: 'socket';
  /** One line for a person: `TRACK / HTTP/1.1 → 405`, or with how it ended where no status came. */
  subject: string;
  /** The first 16 KiB written, one character per byte (latin1). */
  sent: string;
  sentBytes: number;
  /** The first 16 KiB received, one character per byte (latin1). */
  received: string;
  receivedBytes: number;
  ended: RawEnd;
  /** Status of the final HTTP response, where one came. */
  status?: number;
  /** IP address that answered, without port. */
  remoteAddress: string;
  /** IP address that we spoke from, without port. */
  localAddress: string;
  tls?: TlsSummary;
  durationMs: number;
}

interface Reception {
  received: Buffer;
  receivedBytes: number;
  ended: RawEnd;
}

function hasCompleteHead(received: Buffer): boolean {
  return skipInterim(received).rest.includes('\r\n\r\n');
}

/** Writes `bytes` and reads until the end. Rejects only with a TLS failure after the handshake. */
function converse(socket: Socket, bytes: Buffer, deadline: Deadline): Promise<Reception> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    let receivedBytes = 0;
    let idle: NodeJS.Timeout | undefined;
    const finish = (ended: RawEnd) => {
      clearTimeout(idle);
      socket.destroy();
      resolve({ received, receivedBytes, ended });
    };
    socket.on('data', (chunk: Buffer) => {
      clearTimeout(idle);
      receivedBytes += chunk.length;
      if (received.length < keptBytes) received = Buffer.concat([received, chunk]).subarray(0, keptBytes);
      if (receivedBytes >= readBytes) finish('limit');
      else if (hasCompleteHead(received)) idle = setTimeout(finish, idleMs, 'idle');
    });
    socket.on('end', () => {
      finish('closed');
    });
    socket.on('error', (error) => {
      if (['ECONNRESET', 'EPIPE'].includes(codeOf(error))) finish('reset');
      else reject(error);
    });
    deadline.onExpiry(() => {
      finish('timeout');
    });
    socket.write(bytes);
  });
}

/** The first line of what was sent, fit for a report. */
function firstLine(bytes: Buffer): string {
  const [line = ''] = bytes.subarray(0, 200).toString('latin1').split(/\r?\n/, 1);
  return line.replace(/[^\x20-\x7e]/g, '·');
}

function summary(bytes: Buffer, { received, receivedBytes, ended }: Reception) {
  const status = parseStatusLine(skipInterim(received).rest)?.status;
  return {
    subject: `${firstLine(bytes)} → ${status ?? ended}`,
    sent: bytes.subarray(0, keptBytes).toString('latin1'),
    sentBytes: bytes.length,
    received: received.toString('latin1'),
    receivedBytes,
    ended,
    ...(status === undefined ? {} : { status }),
  };
}

function connectionFacts({ remoteAddress, localAddress, tls }: Connection) {
  return { remoteAddress, localAddress, ...(tls ? { tls } : {}) };
}

/**
 * Writes bytes to a socket and reads what comes back, for what an HTTP client would not send: forged framing, plain
 * HTTP on a TLS port, CONNECT. It reads until the peer closes, falls silent for 250 ms after a complete response
 * head, has sent 1 MiB, or the time is up; each of these is an observation, and so is a reset.
 *
 * @param bytes what to send; each character of a string is one byte (latin1)
 * @param options `timeoutMs`: milliseconds for the whole exchange; `tls`: whether to speak TLS first, whatever the
 * endpoint's scheme
 * @throws ProbeError when the connection cannot be opened
 */
export async function rawExchange(
  endpoint: HttpEndpoint,
  bytes: string | Buffer,
  { timeoutMs, tls }: { timeoutMs: number; tls: boolean },
): Promise<RawExchange> {
  const sent = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  const startedAt = performance.now();
  const deadline = new Deadline(timeoutMs, peerOf(endpoint));
  try {
    const connection = await openConnection(endpoint, tls, deadline);
    const reception = await converse(connection.socket, sent, deadline);
    const durationMs = performance.now() - startedAt;
    return { kind: 'socket', ...summary(sent, reception), ...connectionFacts(connection), durationMs };
  } catch (error) {
    throw connectionProblem(error as Error, peerOf(endpoint), deadline.waitingFor);
  } finally {
    deadline.clear();
  }
}
