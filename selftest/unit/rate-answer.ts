import type { HeaderField, HttpExchange } from '../../probes/http/exchange.ts';
import type { Attempt } from '../../fixtures/rate-client.ts';

/** An answer with this status and these fields. */
export function answer(status: number, headers: readonly HeaderField[] = [], body = ''): HttpExchange {
  return {
    kind: 'http',
    subject: `GET /limited → ${status}`,
    request: { method: 'GET', url: 'https://localhost/limited', headers: [], bodyBytes: 0 },
    response: {
      status,
      statusText: '',
      httpVersion: '1.1',
      headers: [...headers],
      body,
      bodyBytes: body.length,
      truncated: false,
    },
    remoteAddress: '127.0.0.1',
    localAddress: '127.0.0.1',
    durationMs: 1,
  };
}

/** An attempt that was sent then, in seconds, and took so long. */
export function attempted(
  outcome: Attempt['outcome'],
  sentAt: number,
  took = 0.001,
  exchange = outcome === 'held' ? undefined : answer(outcome === 'passed' ? 200 : 429),
): Attempt {
  const subject = exchange?.subject ?? 'GET /limited → no answer';
  return { subject, outcome, sentAt, answeredAt: sentAt + took, ...(exchange && { exchange }) };
}

/** So many attempts with this outcome, a hundredth of a second apart. */
export function series(count: number, outcome: Attempt['outcome'], took = 0.001): Attempt[] {
  return Array.from({ length: count }, (_, index) => attempted(outcome, index / 100, took));
}
