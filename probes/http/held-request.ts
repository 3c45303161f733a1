import type { Socket } from 'node:net';
import { peerOf } from './authority.ts';
import { openConnection } from './connection.ts';
import { Deadline } from './deadline.ts';
import type { HttpEndpoint } from './exchange.ts';
import { parseStatusLine, skipInterim } from './response-head.ts';

/** More than a response head; what follows is thrown away. */
const keptBytes = 64 * 1024;

/** A request whose head is sent and whose body is held back, so that its connection stays busy for as long as we like. */
export class HeldRequest {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #ended = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      if (this.#received.length < keptBytes) this.#received = Buffer.concat([this.#received, chunk]);
    });
    const end = () => {
      this.#ended = true;
    };
    socket.on('end', end);
    socket.on('close', end);
  }

  /**
   * Opens a connection of its own and sends a head, which ends with an empty line.
   *
   * @throws ProbeError when the connection does not open within `timeoutMs`
   */
  static async open(endpoint: HttpEndpoint, head: string, timeoutMs: number): Promise<HeldRequest> {
    const deadline = new Deadline(timeoutMs, peerOf(endpoint));
    try {
      const { socket } = await openConnection(endpoint, endpoint.scheme === 'https', deadline);
      const held = new HeldRequest(socket);
      socket.write(head, 'latin1');
      return held;
    } finally {
      deadline.clear();
    }
  }

  /** Status of the final response; undefined while none has come. */
  get status(): number | undefined {
    return parseStatusLine(skipInterim(this.#received).rest)?.status;
  }

  /** Whether the peer has closed or reset the connection. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Waits until the peer has said anything, an interim response included, or has closed; at most so long. */
  async acknowledged(milliseconds: number): Promise<void> {
    await this.#until(() => this.#received.length > 0, milliseconds);
  }

  /** Sends the rest and waits for the final response; at most so long. */
  async finish(body: string, milliseconds: number): Promise<void> {
    if (!this.#ended && this.#socket.writable) this.#socket.write(body);
    await this.#until(() => this.status !== undefined, milliseconds);
  }

  /** Ends the connection. */
  close(): void {
    this.#socket.destroy();
  }

  #until(reached: () => boolean, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        if (!reached() && !this.#ended) return;
        finish();
      };
      const finish = () => {
        clearTimeout(timer);
        for (const event of ['data', 'end', 'close']) this.#socket.off(event, settle);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      for (const event of ['data', 'end', 'close']) this.#socket.on(event, settle);
      settle();
    });
  }
}
