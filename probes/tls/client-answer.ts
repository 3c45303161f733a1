import { parseStatusLine, skipInterim } from '../http/response-head.ts';

/** An HTTP response as far as it came. Bytes are latin1. */
export interface HttpAnswer {
  readonly status: number;
  readonly fields: string;
  readonly body: string;
}

/** Far more than an answer that says yes or no can need. */
const KEPT_BYTES = 64 * 1024;

/** Reads an HTTP/1.1 response from pieces of any size. */
export class ClientAnswer {
  #bytes = Buffer.alloc(0);

  /** Whether anything came that is not an interim response. */
  get begun(): boolean {
    return skipInterim(this.#bytes).rest.length > 0;
  }

  /** Takes the next bytes and returns the response as soon as it is complete, or longer than is read. */
  read(bytes: Buffer): HttpAnswer | undefined {
    if (this.#bytes.length < KEPT_BYTES) this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const answer = this.ended();
    if (!answer) return undefined;
    return isComplete(answer) || this.#bytes.length >= KEPT_BYTES ? answer : undefined;
  }

  /** What came of a response by the end of the connection; undefined without a complete head. */
  ended(): HttpAnswer | undefined {
    const { rest } = skipInterim(this.#bytes);
    const line = parseStatusLine(rest);
    const end = rest.indexOf('\r\n\r\n');
    if (!line || end === -1) return undefined;
    return {
      status: line.status,
      fields: rest.subarray(0, end).toString('latin1'),
      body: rest.subarray(end + 4, KEPT_BYTES).toString('latin1'),
    };
  }
}

function isComplete({ status, fields, body }: HttpAnswer): boolean {
  if (status === 204 || status === 304) return true;
  if (/^transfer-encoding:.*\bchunked\b/im.test(fields)) return /(^|\r\n)0\r\n\r\n$/.test(body);
  const length = /^content-length:[ \t]*(\d+)/im.exec(fields)?.[1];
  return length !== undefined && body.length >= Number(length);
}
