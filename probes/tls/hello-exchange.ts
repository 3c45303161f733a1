import net from 'node:net';
import { connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import type { ProbeProblem } from '../problem.ts';
import type { Alert } from './alert.ts';
import { peerOf, socketOptions, type Endpoint } from './endpoint.ts';
import { MalformedTls } from './record.ts';

/** Evidence keeps this much of what a server sent. */
const evidenceBytes = 512;

/** Why a hello has no answer. */
export interface Failure {
  /** One or two sentences. */
  readonly failure: string;
  readonly problem: ProbeProblem;
}

/** A hello and what came back. */
export interface HelloExchange<Answer> {
  /** The answer as far as it decides, or why there is none. */
  readonly result: Answer | Failure;
  /** The hello; empty where no connection was made. */
  readonly sent: Buffer;
  /** The first 512 bytes of the answer. */
  readonly received: Buffer;
  readonly receivedBytes: number;
  /** The address that the connection led to, where there was one. */
  readonly remoteAddress?: string;
}

/** Reads an answer, whatever pieces it comes in. */
interface Reader<Answer> {
  /** Throws MalformedTls where the bytes cannot be an answer. */
  read(bytes: Buffer): Answer | undefined;
  /** What there is of an answer when no more can be read. */
  partial?(problem: string): Answer | undefined;
  readonly pending: number;
  readonly warnings: readonly Alert[];
}

/**
 * Sends a hello over a fresh connection, reads as far as the answer decides, and closes.
 *
 * Resolves whatever the server does, within `timeoutMs` (name lookup included).
 */
export function exchangeHello<Answer extends object>(
  endpoint: Endpoint,
  hello: Buffer,
  timeoutMs: number,
  reader: Reader<Answer>,
): Promise<HelloExchange<Answer>> {
  return new Promise((resolve) => {
    const peer = peerOf(endpoint);
    const deadline = new Deadline(timeoutMs, peer);
    const received: Buffer[] = [];
    let receivedBytes = 0;
    let sent = Buffer.alloc(0);
    let remoteAddress: string | undefined;
    const socket = net.connect({ ...socketOptions(endpoint, timeoutMs), noDelay: true });
    const conclude = (result: Answer | Failure) => {
      deadline.clear();
      socket.destroy();
      resolve({
        result,
        sent,
        received: Buffer.concat(received).subarray(0, evidenceBytes),
        receivedBytes,
        ...(remoteAddress !== undefined && { remoteAddress }),
      });
    };
    const giveUp = (failure: string, problem: ProbeProblem) => {
      conclude(reader.partial?.(failure) ?? { failure: failure + progress(reader), problem });
    };
    deadline.waitingFor = 'the connection';
    deadline.onExpiry((error) => {
      giveUp(error.message, 'timeout');
    });
    socket.once('connect', () => {
      deadline.waitingFor = 'the answer to a ClientHello';
      sent = Buffer.from(hello);
      ({ remoteAddress } = socket);
      socket.write(hello);
    });
    socket.on('data', (bytes) => {
      if (receivedBytes < evidenceBytes) received.push(bytes);
      receivedBytes += bytes.length;
      try {
        const answer = reader.read(bytes);
        if (answer) conclude(answer);
      } catch (error) {
        if (!(error instanceof MalformedTls)) throw error;
        const failure = `${peer} answered a ClientHello with ${error.message}.`;
        conclude(reader.partial?.(failure) ?? { failure, problem: 'malformed' });
      }
    });
    socket.once('end', () => {
      giveUp(`${peer} closed the connection without an answer to a ClientHello.`, 'closed');
    });
    socket.on('error', (error) => {
      const { message, problem } = connectionProblem(error, peer, deadline.waitingFor);
      giveUp(message, problem);
    });
  });
}

/** What had come before an answer failed to. */
function progress({ warnings, pending }: Pick<Reader<object>, 'warnings' | 'pending'>): string {
  const said = warnings.map(({ name, description }) => `${name} (${description})`).join(', ');
  return [
    ...(said ? [` Before that it sent the warning ${said}.`] : []),
    ...(pending > 0 ? [` Before that it sent ${pending} bytes of an unfinished message.`] : []),
  ].join('');
}
