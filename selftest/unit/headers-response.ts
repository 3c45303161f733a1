import type { HeaderField, HttpExchange } from '../../probes/http/exchange.ts';

/** A response with these field lines, to hold rules against. */
export function answered(headers: HeaderField[], subject = 'GET / → 200', bodyBytes = 1): HttpExchange {
  return {
    kind: 'http',
    subject,
    request: { method: 'GET', url: 'https://a.test/', headers: [], bodyBytes: 0 },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers,
      body: 'x'.repeat(bodyBytes),
      bodyBytes,
      truncated: false,
    },
    remoteAddress: '127.0.0.1',
    localAddress: '127.0.0.1',
    durationMs: 1,
  };
}

/** {@link answered} with one field, once for each line. */
export function sent(name: string, ...lines: readonly string[]): HttpExchange {
  return answered(lines.map((line) => [name, line]));
}
