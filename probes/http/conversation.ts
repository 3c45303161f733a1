import type { Client } from 'undici';
import { ProbeError } from '../problem.ts';
import { peerOf } from './authority.ts';
import { clientOn, dispatchOptions, exchangeProblem, observation } from './client.ts';
import { openConnection, type Connection } from './connection.ts';
import { Deadline } from './deadline.ts';
import { fieldValues, type HttpEndpoint, type HttpExchange, type HttpRequest } from './exchange.ts';
import { readResponse } from './response-reader.ts';
import { Wire } from './wire.ts';

interface Line {
  readonly connection: Connection;
  readonly wire: Wire;
  readonly client: Client;
}

/**
 * Requests that follow each other on one connection, for what takes many: a burst against a limit, a list of hostile
 * origins. Where the server closes between two of them, the next begins a new connection.
 */
export class Conversation {
  readonly #endpoint: HttpEndpoint;
  readonly #timeoutMs: number;
  #line: Line | undefined;

  /** @param options `timeoutMs`: milliseconds for each exchange */
  constructor(endpoint: HttpEndpoint, { timeoutMs }: { timeoutMs: number }) {
    this.#endpoint = endpoint;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Sends one request, when the one before is answered, and reads the response; see `exchange` for its terms. A
   * request that meets a connection which the server has just closed is sent once more on a new one.
   *
   * @throws ProbeError as `exchange` does
   */
  async send(request: HttpRequest): Promise<HttpExchange> {
    const reused = this.#line !== undefined;
    try {
      return await this.#send(request);
    } catch (problem) {
      const lost = problem instanceof ProbeError && problem.problem === 'closed';
      if (!reused || !lost || this.#line?.wire.silent !== true) throw problem;
      await this.close();
      return await this.#send(request);
    }
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    const line = this.#line;
    this.#line = undefined;
    await line?.client.destroy();
    line?.wire.destroy();
  }

  async #send(request: HttpRequest): Promise<HttpExchange> {
    const startedAt = performance.now();
    const deadline = new Deadline(this.#timeoutMs, peerOf(this.#endpoint));
    try {
      const { connection, wire, client } = await this.#open(deadline);
      wire.next();
      deadline.waitingFor = 'the response head';
      const received = await readResponse(client, dispatchOptions(this.#endpoint, request), deadline).catch(
        (error: unknown) => {
          throw exchangeProblem(error as Error, this.#endpoint, wire, deadline);
        },
      );
      const { remoteAddress, localAddress, tls } = connection;
      const seen: HttpExchange = {
        kind: 'http',
        ...observation(this.#endpoint, request, wire, received),
        remoteAddress,
        localAddress,
        ...(tls ? { tls } : {}),
        durationMs: performance.now() - startedAt,
      };
      if (closes(seen) || received.truncated) await this.close();
      return seen;
    } finally {
      deadline.clear();
    }
  }

  async #open(deadline: Deadline): Promise<Line> {
    // undici gives up a connection that is idle for longer than the server's Keep-Alive, or its own four seconds.
    if (this.#line?.wire.ended === true || this.#line?.wire.destroyed === true) await this.close();
    if (this.#line) return this.#line;
    const connection = await openConnection(this.#endpoint, this.#endpoint.scheme === 'https', deadline);
    const wire = new Wire(connection.socket);
    this.#line = { connection, wire, client: clientOn(wire, this.#endpoint, { keepAlive: true }) };
    return this.#line;
  }
}

function closes(seen: HttpExchange): boolean {
  const options = fieldValues(seen, 'Connection').join(',').toLowerCase();
  return /\bclose\b/.test(options) || seen.response.httpVersion === '1.0';
}
