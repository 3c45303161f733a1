import { isInterim, parseStatusLine } from './response-head.ts';

/** One final response among the bytes that a server sent. */
export interface ReceivedAnswer {
  status: number;
  /** Whether its body is there to the last byte. */
  complete: boolean;
  /** Whether the connection ends with it: it says so, or nothing else ends its body. */
  closes: boolean;
}

/** What a server has sent on a connection so far. */
export interface ReceivedAnswers {
  /** Statuses of the interim responses (1xx), in order. */
  interim: number[];
  /** The final responses in order; only the last can be incomplete. */
  answers: ReceivedAnswer[];
}

const headEnd = '\r\n\r\n';

/** What ends the body of a response (RFC 9112 §6.3): so many bytes, its last chunk, or the end of the connection. */
type BodyFraming = number | 'chunked' | 'until-close';

function framingOf(head: string, status: number): BodyFraming {
  if (status === 204 || status === 304) return 0;
  if (/^transfer-encoding:.*\bchunked[ \t]*$/im.test(head)) return 'chunked';
  const [, digits] = /^content-length:[ \t]*(\d{1,15})[ \t]*$/im.exec(head) ?? [];
  return digits === undefined ? 'until-close' : Number(digits);
}

/** Where a chunked body that begins at `start` ends; undefined when its end has not come (RFC 9112 §7.1). */
function lastChunkEnd(text: string, start: number): number | undefined {
  let at = start;
  for (;;) {
    const line = text.indexOf('\r\n', at);
    const size = Number.parseInt(text.slice(at, line), 16);
    if (line === -1 || Number.isNaN(size)) return undefined;
    if (size === 0) {
      // An empty line ends the trailer section, which may have no lines of its own.
      const end = text.indexOf(headEnd, line);
      return end === -1 ? undefined : end + headEnd.length;
    }
    at = line + 2 + size + 2;
    if (at > text.length) return undefined;
  }
}

/** Where a body that begins at `start` ends; undefined when its end has not come. */
function bodyEnd(text: string, start: number, framing: BodyFraming, ended: boolean): number | undefined {
  if (framing === 'chunked') return lastChunkEnd(text, start);
  if (framing === 'until-close') return ended ? text.length : undefined;
  return start + framing <= text.length ? start + framing : undefined;
}

/**
 * Reads the responses that stand in the bytes of a connection, as far as they have come. Bytes that begin no response
 * end the reading.
 *
 * @param bytes everything that the server has sent on the connection
 * @param ended whether the server has closed its side
 */
export function answersIn(bytes: Buffer, ended: boolean): ReceivedAnswers {
  const text = bytes.toString('latin1');
  const found: ReceivedAnswers = { interim: [], answers: [] };
  let at = 0;
  for (;;) {
    const line = parseStatusLine(bytes.subarray(at));
    const end = text.indexOf(headEnd, at);
    if (!line || end === -1) return found;
    const head = text.slice(at, end);
    at = end + headEnd.length;
    if (isInterim(line)) {
      found.interim.push(line.status);
      continue;
    }
    const framing = framingOf(head, line.status);
    const closes =
      framing === 'until-close' || line.httpVersion === '1.0' || /^connection:.*\bclose\b/im.test(head);
    const next = bodyEnd(text, at, framing, ended);
    found.answers.push({ status: line.status, complete: next !== undefined, closes });
    if (next === undefined) return found;
    at = next;
  }
}
