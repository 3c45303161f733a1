/** The status line of a response (RFC 9112 §4). */
export interface StatusLine {
  /** `1.1` */
  httpVersion: string;
  status: number;
  statusText: string;
}

/** Longest interim response that is skipped; a longer one is left for the parser to judge. */
const maxInterimBytes = 64 * 1024;

/** Reads the status line at the start of `bytes`; undefined when there is none. */
export function parseStatusLine(bytes: Buffer): StatusLine | undefined {
  const line = bytes.subarray(0, maxInterimBytes).toString('latin1');
  const match = /^[\r\n]*HTTP\/(\d\.\d) (\d{3})(?: ([^\r\n]*))?\r?\n/.exec(line);
  if (!match) return undefined;
  const [, httpVersion = '', status, statusText = ''] = match;
  return { httpVersion, status: Number(status), statusText };
}

/** 101 is not followed by another HTTP response, all other 1xx are (RFC 9110 §15.2). */
export function isInterim(line: StatusLine): boolean {
  return line.status < 200 && line.status !== 101;
}

/** What is left of a server's bytes without its interim responses. */
export interface FinalPart {
  rest: Buffer;
  /** False while more bytes are needed to tell whether `rest` begins the final response. */
  begun: boolean;
}

/** Drops complete interim responses (100, 102, 103, …) from the start of what a server sent. */
export function skipInterim(bytes: Buffer): FinalPart {
  let rest = bytes;
  for (;;) {
    const tooLong = rest.length > maxInterimBytes;
    const line = parseStatusLine(rest);
    if (!line) return { rest, begun: tooLong || rest.includes('\n', 2) };
    if (!isInterim(line)) return { rest, begun: true };
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return { rest, begun: tooLong };
    rest = rest.subarray(end + 4);
  }
}
