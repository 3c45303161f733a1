import type { Tally } from './tally.ts';

/** What autocannon's clients tell beside what their type declares. */
export interface Telling {
  addListener(event: 'request' | 'timeout', listener: () => void): unknown;
  addListener(event: 'headers', listener: (head: Head) => void): void;
  addListener(event: 'response', listener: (status: number) => void): void;
  addListener(event: 'connError', listener: (error: NodeJS.ErrnoException) => void): void;
}

/** As http-parser-js reads it. */
interface Head {
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly versionMajor: number;
  readonly versionMinor: number;
}

/**
 * Tells the tally what becomes of each request of one connection. autocannon connects anew and sends the next request
 * whenever a connection ends, so a request that follows an unanswered one means that the first was lost.
 */
export function watchClient(client: Telling, tally: Tally, timeoutMs: number): void {
  let sentAt: number | undefined;
  let announced = false;
  let trouble: string | undefined;
  client.addListener('request', () => {
    const now = tally.now();
    // A request sent after the server had said that it closes was never one to it (RFC 9112 §9.6).
    if (sentAt !== undefined && !announced) {
      tally.lose({ sentAt, how: now - sentAt >= timeoutMs ? 'timeout' : (trouble ?? 'closed') });
    } else if (sentAt !== undefined) {
      tally.forget(sentAt);
    }
    announced = sentAt === undefined && announced;
    trouble = undefined;
    sentAt = now;
    tally.send(sentAt);
  });
  client.addListener('headers', (head) => {
    announced = closes(head);
  });
  client.addListener('response', (status) => {
    if (sentAt === undefined) return;
    tally.answer({ sentAt, latencyMs: tally.now() - sentAt, status });
    sentAt = undefined;
  });
  client.addListener('connError', ({ code, message }) => {
    trouble = code ?? message;
  });
}

function closes({ headers, versionMajor, versionMinor }: Head): boolean {
  const values = headers.flatMap((name, index) =>
    index % 2 === 0 && name.toLowerCase() === 'connection' ? [headers[index + 1]?.toLowerCase() ?? ''] : [],
  );
  const said = values.join(',');
  return said.includes('close') || (versionMajor === 1 && versionMinor === 0 && !said.includes('keep-alive'));
}
