import net from 'node:net';
import tls from 'node:tls';
import { authorityOf, bareHost, peerOf } from '../http/authority.ts';
import { connectionProblem } from '../http/connection-problem.ts';
import type { HttpEndpoint } from '../http/exchange.ts';
import { contextTrusting } from '../http/trust.ts';
import { ProbeError } from '../problem.ts';
import { AnswerEnd, type AnswerHead } from './answer.ts';

/** The request whose answers are timed. */
export interface TimedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** The only status that counts as an answer. */
  readonly status: number;
}

/** How a connection is opened. */
export interface Opening {
  readonly timeoutMs: number;
  /** A session to resume. */
  readonly session?: Buffer | undefined;
}

/** One open connection, for one request after the other. Each step is awaited before the next. */
export class Channel {
  readonly #socket: net.Socket;
  readonly #peer: string;
  readonly #timeoutMs: number;
  #end: AnswerEnd | undefined;
  /** Whoever waits for an answer, and whoever waits for anything. */
  #answered: ((head: AnswerHead) => void) | undefined;
  #failed: ((problem: Error) => void) | undefined;
  #session: Buffer | undefined;

  private constructor(socket: net.Socket, peer: string, timeoutMs: number) {
    this.#socket = socket;
    this.#peer = peer;
    this.#timeoutMs = timeoutMs;
    socket.on('data', (bytes: Buffer) => {
      this.#take(bytes);
    });
    socket.on('error', (error: Error) => this.#failed?.(connectionProblem(error, peer, 'the answer')));
    socket.on('close', () =>
      this.#failed?.(new ProbeError('closed', `${peer} closed the connection instead of answering.`)),
    );
    socket.on('session', (session: Buffer) => {
      this.#session = session;
    });
  }

  /** @throws ProbeError when it does not open in time, and for a session that is not resumed */
  static async open(endpoint: HttpEndpoint, { timeoutMs, session }: Opening): Promise<Channel> {
    const peer = peerOf(endpoint);
    const socket = begun(endpoint, session);
    const channel = new Channel(socket, peer, timeoutMs);
    await channel.#until<undefined>((done) => {
      socket.once(endpoint.scheme === 'https' ? 'secureConnect' : 'connect', done);
    }, 'the connection');
    if (session && socket instanceof tls.TLSSocket && !socket.isSessionReused()) {
      socket.destroy();
      throw new ProbeError(
        'tls',
        `${peer}: the session was not resumed, so a resumed connection is not timed.`,
      );
    }
    return channel;
  }

  /** The newest session that may be resumed; undefined where none was issued. */
  get session(): Buffer | undefined {
    return this.#session;
  }

  /** Sends a request and reads its answer. Throws ProbeError for any status but the one that was asked for. */
  async ask(
    bytes: Buffer,
    { method, path, status }: TimedRequest,
    { last }: { last: boolean },
  ): Promise<void> {
    this.#end = new AnswerEnd(this.#peer);
    const head = await this.#until<AnswerHead>((done) => {
      this.#answered = done;
      this.#socket.write(bytes);
    }, 'the answer');
    if (head.status !== status)
      throw new ProbeError(
        'malformed',
        `${this.#peer}: ${method} ${path} → ${head.status} among the timed requests, where ${status} is declared.`,
      );
    if (!last && !head.keepsOpen)
      throw new ProbeError('closed', `${this.#peer} closes its connections, so no open one can be timed.`);
  }

  /** Ends the connection. */
  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    if (!this.#end) return;
    try {
      const head = this.#end.push(bytes);
      if (!head) return;
      this.#end = undefined;
      this.#answered?.(head);
    } catch (problem) {
      this.#failed?.(problem as Error);
    }
  }

  async #until<T>(begin: (done: (value: T) => void) => void, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        timer = setTimeout(() => {
          reject(
            new ProbeError('timeout', `${this.#peer}: ${what} did not come within ${this.#timeoutMs} ms.`),
          );
        }, this.#timeoutMs);
        this.#failed = reject;
        begin(resolve);
      });
    } catch (problem) {
      this.close();
      throw problem;
    } finally {
      clearTimeout(timer);
      this.#answered = undefined;
      this.#failed = undefined;
    }
  }
}

function begun(endpoint: HttpEndpoint, session: Buffer | undefined): net.Socket {
  const { address, host, port, localAddress, ca, client, verify = false } = endpoint;
  const name = bareHost(host);
  const tcp = {
    host: address ?? name,
    port,
    noDelay: true,
    ...(localAddress !== undefined && { localAddress }),
  };
  if (endpoint.scheme === 'http') return net.connect(tcp);
  const socket = tls.connect({
    ...tcp,
    ALPNProtocols: ['http/1.1'],
    ...(net.isIP(name) === 0 && { servername: name }),
    rejectUnauthorized: verify,
    checkServerIdentity: (_, certificate) => tls.checkServerIdentity(name, certificate),
    secureContext: contextTrusting(ca, client),
    ...(session && { session }),
  });
  socket.setNoDelay(true);
  return socket;
}

/** The bytes of a request for an HTTP/1.1 connection. */
export function bytesOf(
  endpoint: HttpEndpoint,
  { method, path, headers, body = '' }: TimedRequest,
  { close }: { close: boolean },
): Buffer {
  const own = new Set(headers.map(([name]) => name.toLowerCase()));
  const fields = [
    ...(own.has('host') ? [] : [['Host', authorityOf(endpoint)]]),
    ...headers,
    ...(body === '' ? [] : [['Content-Length', String(Buffer.byteLength(body))]]),
    ...(close ? [['Connection', 'close']] : []),
  ];
  const lines = fields.map(([name = '', value = '']) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines}\r\n${body}`);
}
