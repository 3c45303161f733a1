import { ProbeError } from '../problem.ts';

/** Nobody measures latency with more. */
const MOST_BYTES = 1024 * 1024;

/** What the head of an answer says. */
export interface AnswerHead {
  readonly status: number;
  /** Whether the connection stays open. */
  readonly keepsOpen: boolean;
}

interface Head extends AnswerHead {
  readonly bodyAt: number;
  /** Undefined for a body in chunks. */
  readonly length: number | undefined;
}

/** Finds the end of one HTTP/1.1 answer in bytes that come piece by piece, and nothing else. */
export class AnswerEnd {
  readonly #peer: string;
  #received: Buffer = Buffer.alloc(0);
  #head: Head | undefined;

  /** @param peer `127.0.0.1:8443`, for what is thrown */
  constructor(peer: string) {
    this.#peer = peer;
  }

  /**
   * Takes more bytes. Returns the head once the answer is complete.
   *
   * @throws ProbeError for what is no answer, has no end of its own, or is too long
   */
  push(bytes: Buffer): AnswerHead | undefined {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    if (this.#received.length > MOST_BYTES)
      throw new ProbeError('too-large', `${this.#peer}: an answer of more than ${MOST_BYTES} bytes.`);
    this.#head ??= readHead(this.#received, this.#peer);
    if (!this.#head) return undefined;
    const { bodyAt, length } = this.#head;
    const complete =
      length === undefined
        ? chunksEnd(this.#received, bodyAt, this.#peer)
        : this.#received.length >= bodyAt + length;
    return complete ? this.#head : undefined;
  }
}

function readHead(received: Buffer, peer: string): Head | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = received.toString('latin1', 0, end + 2);
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]);
  if (!Number.isInteger(status)) throw new ProbeError('malformed', `${peer}: no HTTP/1 status line.`);
  const chunked = /\r\ntransfer-encoding:[^\r]*\bchunked\s*\r\n/i.test(head);
  const stated = /\r\ncontent-length:\s*(\d+)\s*\r\n/i.exec(head)?.[1];
  const empty = status === 204 || status === 304;
  if (!chunked && stated === undefined && !empty)
    throw new ProbeError(
      'malformed',
      `${peer}: the answer has no length, only the connection's end ends it.`,
    );
  return {
    status,
    keepsOpen: head.startsWith('HTTP/1.1') && !/\r\nconnection:[^\r]*\bclose\b/i.test(head),
    bodyAt: end + 4,
    length: chunked ? undefined : Number(empty ? 0 : stated),
  };
}

/** Whether the last chunk and its trailer are there. */
function chunksEnd(received: Buffer, bodyAt: number, peer: string): boolean {
  for (let at = bodyAt; ;) {
    const line = received.indexOf('\r\n', at);
    if (line === -1) return false;
    const size = parseInt(received.toString('latin1', at, line), 16);
    if (Number.isNaN(size)) throw new ProbeError('malformed', `${peer}: a chunk without a size.`);
    if (size === 0) return received.indexOf('\r\n\r\n', line) !== -1;
    at = line + 2 + size + 2;
  }
}
