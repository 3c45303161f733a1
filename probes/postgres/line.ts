import net from 'node:net';
import { connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import { ProbeError } from '../problem.ts';
import { peerOf, socketOptions, type Endpoint } from '../tls/endpoint.ts';

/** What comes in on a socket, taken piece by piece. */
export class Received {
  readonly #socket: net.Socket;
  #bytes = Buffer.alloc(0);
  #problem: Error | undefined;
  #wake: () => void = () => undefined;
  readonly #onData = (chunk: Buffer) => {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    this.#wake();
  };

  constructor(socket: net.Socket, { deadline, peer }: Pick<Line, 'deadline' | 'peer'>) {
    this.#socket = socket;
    const fail = (problem: Error) => {
      this.#problem ??= problem;
      this.#wake();
    };
    deadline.onExpiry(fail);
    socket.on('data', this.#onData);
    socket.on('error', (error: Error) => {
      fail(connectionProblem(error, peer, deadline.waitingFor));
    });
    socket.once('close', () => {
      fail(new ProbeError('closed', `${peer} closed the connection during ${deadline.waitingFor}.`));
    });
  }

  /** The next bytes. Throws a ProbeError where they do not come. */
  async take(count: number): Promise<Buffer> {
    while (this.#bytes.length < count) {
      if (this.#problem) throw this.#problem;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }

  /** Leaves the socket to another reader and tells how many bytes came that nobody took. */
  release(): number {
    this.#socket.off('data', this.#onData);
    this.#socket.pause();
    return this.#bytes.length;
  }
}

/** A connection that is open. */
export interface Line {
  readonly socket: net.Socket;
  readonly received: Received;
  readonly deadline: Deadline;
  /** How messages name the server. */
  readonly peer: string;
}

/**
 * Connects, talks, and hangs up, all within one time limit.
 *
 * @throws ProbeError where no connection comes about, and whatever `talk` throws
 */
export async function onLine<T>(
  endpoint: Endpoint,
  timeoutMs: number,
  talk: (line: Line) => Promise<T>,
): Promise<T> {
  const peer = peerOf(endpoint);
  const deadline = new Deadline(timeoutMs, peer);
  deadline.waitingFor = 'the connection';
  const socket = net.connect(socketOptions(endpoint, timeoutMs));
  const received = new Received(socket, { deadline, peer });
  try {
    await connected(socket, deadline, peer);
    return await talk({ socket, received, deadline, peer });
  } finally {
    deadline.clear();
    socket.destroy();
  }
}

function connected(socket: net.Socket, deadline: Deadline, peer: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (error: Error) => {
      reject(connectionProblem(error, peer, deadline.waitingFor));
    });
    deadline.onExpiry(reject);
  });
}
