import type { Dispatcher } from 'undici';
import { codeOf } from './connection-problem.ts';
import type { Deadline } from './deadline.ts';
import type { HeaderField } from './exchange.ts';

const keptBodyBytes = 64 * 1024;
/** Reading stops here: an endless body is no reason not to judge the headers above it. */
const readBodyBytes = 1024 * 1024;

/** A response as the parser delivers it. */
export interface ReceivedResponse {
  status: number;
  headers: HeaderField[];
  body: string;
  bodyBytes: number;
  truncated: boolean;
}

/** True when the connection ended before the body did, for which undici has several names. */
function isPrematureEnd(error: Error): boolean {
  return (
    ['UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'].includes(codeOf(error)) ||
    (error.name === 'HTTPParserError' && error.message.includes('Invalid EOF state'))
  );
}

function fieldsOf(raw: Dispatcher.DispatchController['rawHeaders']): HeaderField[] {
  const parts = Array.isArray(raw) ? raw : [];
  // latin1 keeps every byte, so that a value which is not UTF-8 stays visible as what it is (RFC 9110 §5.5).
  const texts = parts.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return Array.from({ length: texts.length / 2 }, (_, i) => [texts[2 * i] ?? '', texts[2 * i + 1] ?? '']);
}

/** Keeps whole characters only: a cut in the middle of one must not look like a broken encoding. */
function decode(bytes: Buffer, cut: boolean): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: cut });
}

/** undici handler that collects one response within a deadline. */
class ResponseReader implements Dispatcher.DispatchHandler {
  readonly #deadline: Deadline;
  readonly #resolve: (response: ReceivedResponse) => void;
  readonly #reject: (error: Error) => void;
  readonly #kept: Buffer[] = [];
  #head: Pick<ReceivedResponse, 'status' | 'headers'> | undefined;
  #bodyBytes = 0;

  constructor(
    deadline: Deadline,
    resolve: (response: ReceivedResponse) => void,
    reject: (error: Error) => void,
  ) {
    this.#deadline = deadline;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onRequestStart(): void {
    this.#deadline.onExpiry(this.#reject);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    this.#head = { status, headers: fieldsOf(controller.rawHeaders) };
    this.#deadline.waitingFor = 'the response body';
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#bodyBytes < keptBodyBytes) this.#kept.push(chunk);
    this.#bodyBytes += chunk.length;
    if (this.#bodyBytes < readBodyBytes) return;
    controller.pause();
    this.#finish(true);
  }

  onResponseEnd(): void {
    this.#finish(false);
  }

  onResponseError(_: unknown, error: Error): void {
    if (this.#head && isPrematureEnd(error)) this.#finish(true);
    else this.#reject(error);
  }

  #finish(incomplete: boolean): void {
    if (!this.#head) return;
    const truncated = incomplete || this.#bodyBytes > keptBodyBytes;
    const body = decode(Buffer.concat(this.#kept).subarray(0, keptBodyBytes), truncated);
    this.#resolve({ ...this.#head, body, bodyBytes: this.#bodyBytes, truncated });
  }
}

/**
 * Sends one request and reads its response: at most 1 MiB of the body, of which 64 KiB are kept.
 *
 * @throws undici's own error, or the deadline's ProbeError
 */
export function readResponse(
  client: Dispatcher,
  request: Dispatcher.DispatchOptions,
  deadline: Deadline,
): Promise<ReceivedResponse> {
  return new Promise((resolve, reject) => {
    client.dispatch(request, new ResponseReader(deadline, resolve, reject));
  });
}
