import type { Socket } from 'node:net';
import { peerOf } from './authority.ts';
import { openConnection } from './connection.ts';
import { codeOf, connectionProblem } from './connection-problem.ts';
import { Deadline } from './deadline.ts';
import type { HttpEndpoint, TlsSummary } from './exchange.ts';
import { answersIn, type ReceivedAnswer, type ReceivedAnswers } from './responses.ts';

const keptBytes = 16 * 1024;
const readBytes = 256 * 1024;
/** Milliseconds in which the reset that follows the end of a connection arrives. */
const resetMs = 50;

/** A request whose framing is the caller's own, so that it may be false. */
export interface Upload {
  /** Request line and fields with the empty line that ends them; each character is one byte (latin1). */
  head: string;
  /** What follows, as it stands on the wire. It is made while it is sent, so that its size costs no memory. */
  body?: Iterable<Uint8Array>;
  /** A second request for the same connection, sent once the body has gone out and its answer is complete. */
  next?: string;
}

/** How long an upload may take, and when it has shown enough. */
export interface UploadOptions {
  /** Milliseconds for everything. */
  timeoutMs: number;
  /** Milliseconds without a byte in either direction that end it while no answer has come. */
  answerMs: number;
  /** Milliseconds without a byte in either direction that end it once an answer has come. */
  silenceMs: number;
  /**
   * What ends it beside that: a 100 Continue or an answer, an answer, the answer to `next`, or nothing but the end of
   * the connection.
   */
  until: 'continue' | 'answer' | 'next' | 'end';
}

/**
 * How an upload ended: what was waited for came, the peer closed or reset the connection, nothing moved any more, the
 * peer sent more than is read (256 KiB), or the time was up.
 */
export type UploadEnd = 'answered' | 'closed' | 'reset' | 'silent' | 'limit' | 'timeout';

/** One upload and what came back. Serialisable. */
export interface UploadExchange {
  kind: 'upload';
  /** `POST /files → 413`, or with how it ended where no status came. */
  subject: string;
  /** The head that was sent, at most 16 KiB of it. */
  sent: string;
  /** Bytes of the body, its framing included, that went out until the end. */
  bodyBytes: number;
  /** The first 16 KiB received, one character per byte (latin1). */
  received: string;
  receivedBytes: number;
  ended: UploadEnd;
  /** Statuses of interim responses, in order. */
  interim: number[];
  /** The final responses, in order. */
  answers: ReceivedAnswer[];
  /** IP address that answered, without port. */
  remoteAddress: string;
  /** IP address that we spoke from, without port. */
  localAddress: string;
  tls?: TlsSummary;
  durationMs: number;
}

interface Reception extends ReceivedAnswers {
  received: Buffer;
  receivedBytes: number;
  bodyBytes: number;
  ended: UploadEnd;
}

/** One upload under way on an open connection. */
class Sender {
  readonly #socket: Socket;
  readonly #upload: Upload;
  readonly #options: UploadOptions;
  readonly #body: Iterator<Uint8Array>;
  readonly #resolve: (reception: Reception) => void;
  #received = Buffer.alloc(0);
  #receivedBytes = 0;
  #bodyBytes = 0;
  #seen: ReceivedAnswers = { interim: [], answers: [] };
  #bodySent = false;
  #nextSent = false;
  #peerEnded = false;
  #over = false;
  #silence: NodeJS.Timeout | undefined;

  constructor(
    socket: Socket,
    upload: Upload,
    options: UploadOptions,
    resolve: (reception: Reception) => void,
  ) {
    this.#socket = socket;
    this.#upload = upload;
    this.#options = options;
    this.#body = (upload.body ?? [])[Symbol.iterator]();
    this.#resolve = resolve;
  }

  start(): void {
    this.#moved();
    this.#socket.on('data', (chunk: Buffer) => {
      this.#receive(chunk);
    });
    this.#socket.on('end', () => {
      this.#peerEnded = true;
      this.#seen = answersIn(this.#received, true);
      this.#look();
    });
    this.#socket.write(this.#upload.head, 'latin1');
    this.#sendOn();
  }

  /** Ends it; later calls change nothing. */
  finish(ended: UploadEnd): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#silence);
    this.#socket.destroy();
    this.#resolve({
      ...this.#seen,
      received: this.#received,
      receivedBytes: this.#receivedBytes,
      bodyBytes: this.#bodyBytes,
      ended,
    });
  }

  #sendOn(): void {
    if (this.#over) return;
    const { value, done } = this.#body.next() as IteratorResult<Uint8Array, undefined>;
    if (done === true) {
      this.#bodySent = true;
      this.#look();
      return;
    }
    // What the peer has sent is read between two writes: a write that fails ends the socket, unread answer and all.
    this.#socket.write(value, () => {
      this.#bodyBytes += value.length;
      this.#moved();
      setImmediate(() => {
        this.#sendOn();
      });
    });
  }

  #receive(chunk: Buffer): void {
    this.#receivedBytes += chunk.length;
    this.#received = Buffer.concat([this.#received, chunk]);
    this.#seen = answersIn(this.#received, false);
    this.#moved();
    if (this.#receivedBytes >= readBytes) this.finish('limit');
    else this.#look();
  }

  /** Decides whether to go on. */
  #look(): void {
    const { interim, answers } = this.#seen;
    const answered = answers.filter(({ complete }) => complete).length;
    switch (this.#options.until) {
      case 'continue':
        if (interim.includes(100) || answered > 0) this.finish('answered');
        break;
      case 'answer':
        if (answered > 0) this.finish('answered');
        break;
      case 'next':
        if (!this.#bodySent) return;
        if (answered > 1) this.finish('answered');
        else if (this.#peerEnded) this.#lookForReset();
        else if (answered > 0 && answers[0]?.closes === false) this.#sendNext();
        return;
      case 'end':
    }
    if (this.#peerEnded) this.finish('closed');
  }

  #sendNext(): void {
    if (this.#nextSent) return;
    this.#nextSent = true;
    this.#socket.write(this.#upload.next ?? '', 'latin1');
  }

  /** A peer that has closed its side may have reset the connection besides, which only the next write tells. */
  #lookForReset(): void {
    setTimeout(() => {
      if (this.#over) return;
      this.#socket.write('\r\n', (error) => {
        this.finish(error ? 'reset' : 'closed');
      });
    }, resetMs);
  }

  #moved(): void {
    clearTimeout(this.#silence);
    if (this.#over) return;
    const { answerMs, silenceMs } = this.#options;
    this.#silence = setTimeout(
      () => {
        // A peer that has closed its side and reads no more has closed.
        this.finish(this.#peerEnded ? 'closed' : 'silent');
      },
      this.#seen.answers.length === 0 ? answerMs : silenceMs,
    );
  }
}

/** Rejects only with a TLS failure after the handshake. */
function converse(
  socket: Socket,
  upload: Upload,
  options: UploadOptions,
  deadline: Deadline,
): Promise<Reception> {
  return new Promise((resolve, reject) => {
    const sender = new Sender(socket, upload, options, resolve);
    socket.on('error', (error) => {
      if (['ECONNRESET', 'EPIPE'].includes(codeOf(error))) sender.finish('reset');
      else reject(error);
    });
    deadline.onExpiry(() => {
      sender.finish('timeout');
    });
    sender.start();
  });
}

/** The request line without its version, fit for a report. */
function requestLine(head: string): string {
  const [line = ''] = head.slice(0, 200).split('\r\n', 1);
  return line.replace(/ HTTP\/1\.1$/, '').replace(/[^\x20-\x7e]/g, '·');
}

function summary({ head }: Upload, { received, ...reception }: Reception) {
  return {
    subject: `${requestLine(head)} → ${reception.answers[0]?.status ?? reception.ended}`,
    sent: head.slice(0, keptBytes),
    received: received.subarray(0, keptBytes).toString('latin1'),
    ...reception,
  };
}

/**
 * Sends a body with a framing of the caller's own over a connection of its own, while it listens for the answer: for
 * bodies that are cut short or refused halfway, `Expect: 100-continue`, false lengths, and what becomes of the
 * connection afterwards. Until `next` it sends the body to its end whatever the answer, as clients do that do not
 * listen meanwhile; otherwise it stops at the answer.
 *
 * @throws ProbeError when the connection cannot be opened
 */
export async function uploadExchange(
  endpoint: HttpEndpoint,
  upload: Upload,
  options: UploadOptions,
): Promise<UploadExchange> {
  const startedAt = performance.now();
  const deadline = new Deadline(options.timeoutMs, peerOf(endpoint));
  try {
    const { socket, ...facts } = await openConnection(endpoint, endpoint.scheme === 'https', deadline);
    // The peer may close its side and read on.
    socket.allowHalfOpen = true;
    const reception = await converse(socket, upload, options, deadline);
    return {
      kind: 'upload',
      ...summary(upload, reception),
      ...facts,
      durationMs: performance.now() - startedAt,
    };
  } catch (error) {
    throw connectionProblem(error as Error, peerOf(endpoint), deadline.waitingFor);
  } finally {
    deadline.clear();
  }
}
