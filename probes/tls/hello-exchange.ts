import net from 'node:net';
import { connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import { AnswerReader, type Answer } from './answer.ts';
import { peerOf, socketOptions, type Endpoint } from './endpoint.ts';
import { MalformedTls } from './record.ts';

/** Evidence keeps this much of what a server sent. */
const evidenceBytes = 512;

/** A ClientHello and what came back. */
export interface HelloExchange {
  /** The server's first decisive message, or why there is none: one or two sentences. */
  readonly result: Answer | { readonly failure: string };
  /** The ClientHello; empty where no connection was made. */
  readonly sent: Buffer;
  /** The first 512 bytes of the answer. */
  readonly received: Buffer;
}

/**
 * Sends a ClientHello over a fresh connection, reads as far as the first decisive message, and closes.
 *
 * Resolves whatever the server does, within `timeoutMs` (name lookup included).
 */
export function exchangeHello(endpoint: Endpoint, hello: Buffer, timeoutMs: number): Promise<HelloExchange> {
  return new Promise((resolve) => {
    const peer = peerOf(endpoint);
    const deadline = new Deadline(timeoutMs, peer);
    const reader = new AnswerReader();
    const received: Buffer[] = [];
    let sent = Buffer.alloc(0);
    const socket = net.connect({ ...socketOptions(endpoint, timeoutMs), noDelay: true });
    const conclude = (result: HelloExchange['result']) => {
      deadline.clear();
      socket.destroy();
      resolve({ result, sent, received: Buffer.concat(received).subarray(0, evidenceBytes) });
    };
    const giveUp = (failure: string) => {
      conclude({ failure: failure + progress(reader) });
    };
    deadline.waitingFor = 'the connection';
    deadline.onExpiry((error) => {
      giveUp(error.message);
    });
    socket.once('connect', () => {
      deadline.waitingFor = 'the answer to a ClientHello';
      sent = Buffer.from(hello);
      socket.write(hello);
    });
    socket.on('data', (bytes) => {
      received.push(bytes);
      const result = readAnswer(reader, bytes, peer);
      if (result) conclude(result);
    });
    socket.once('end', () => {
      giveUp(`${peer} closed the connection without an answer to a ClientHello.`);
    });
    socket.on('error', (error) => {
      giveUp(connectionProblem(error, peer, deadline.waitingFor).message);
    });
  });
}

function readAnswer(reader: AnswerReader, bytes: Buffer, peer: string): HelloExchange['result'] | undefined {
  try {
    return reader.read(bytes);
  } catch (error) {
    if (!(error instanceof MalformedTls)) throw error;
    return { failure: `${peer} answered a ClientHello with ${error.message}.` };
  }
}

/** What had come before an answer failed to. */
function progress({ warnings, pending }: AnswerReader): string {
  const said = warnings.map(({ name, description }) => `${name} (${description})`).join(', ');
  return [
    ...(said ? [` Before that it sent the warning ${said}.`] : []),
    ...(pending > 0 ? [` Before that it sent ${pending} bytes of an unfinished message.`] : []),
  ].join('');
}
