import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { codeOf } from './connection-problem.ts';
import type { HeaderField } from './exchange.ts';
import { parseStatusLine, skipInterim, type StatusLine } from './response-head.ts';

/**
 * Stands between the socket and undici's HTTP/1.1 parser, for three things undici does not offer: it takes an
 * unasked-for 100 Continue for an error, although RFC 9110 §15.2 obliges clients to accept it; it does not tell the
 * response's HTTP version; and it does not show the request head as written.
 */
export class Wire extends Duplex {
  readonly #socket: Socket;
  #requestHead: Buffer | undefined;
  #statusLine: StatusLine | undefined;
  /** Bytes withheld until the final response begins; undefined from then on. */
  #held: Buffer | undefined = Buffer.alloc(0);
  #firstBytes: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#receive(chunk);
    });
    socket.on('end', () => {
      this.#end();
    });
    socket.on('error', (error) => {
      // A server that answers before the upload is complete, and closes, resets the connection. The response that
      // came before the reset counts, so that the reset is an end like any other.
      if (['ECONNRESET', 'EPIPE'].includes(codeOf(error))) this.#end();
      else this.destroy(error);
    });
  }

  /** The final response's status line; undefined until it has come. */
  get statusLine(): StatusLine | undefined {
    return this.#statusLine;
  }

  /** The field lines of the request as they were written. */
  get requestHeaders(): HeaderField[] {
    const [head = ''] = this.#requestHead?.toString('latin1').split('\r\n\r\n', 1) ?? [];
    return head
      .split('\r\n')
      .slice(1)
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 2)];
      });
  }

  /** True until the server has sent something since the last request began. */
  get silent(): boolean {
    return this.#held?.length === 0;
  }

  /** True when the server has closed its side. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Makes ready for the next request on this connection; the response to the one before must be complete. */
  next(): void {
    this.#requestHead = undefined;
    this.#statusLine = undefined;
    this.#held = Buffer.alloc(0);
    this.#firstBytes = Buffer.alloc(0);
  }

  /** True when the server answered with a TLS record: an alert (21) or a handshake message (22), version 3.x. */
  get receivedTls(): boolean {
    const [type, major] = this.#firstBytes;
    return (type === 21 || type === 22) && major === 3;
  }

  #receive(chunk: Buffer): void {
    if (this.destroyed) return;
    if (this.#held === undefined) {
      this.#pass(chunk);
      return;
    }
    const { rest, begun } = skipInterim(Buffer.concat([this.#held, chunk]));
    if (begun) this.#release(rest);
    else this.#held = rest;
  }

  #release(bytes: Buffer): void {
    this.#held = undefined;
    this.#firstBytes = bytes.subarray(0, 2);
    this.#statusLine = parseStatusLine(bytes);
    if (bytes.length > 0) this.#pass(bytes);
  }

  #pass(chunk: Buffer): void {
    if (!this.push(chunk)) this.#socket.pause();
  }

  #end(): void {
    this.#ended = true;
    if (this.destroyed) return;
    if (this.#held) this.#release(this.#held);
    this.push(null);
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    // undici writes the whole head in one piece.
    this.#requestHead ??= chunk;
    // A failed write also raises the socket's error event, which decides what it means.
    this.#socket.write(chunk, () => {
      done();
    });
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
