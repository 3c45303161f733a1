import type { Chain } from '../../fixtures/chain.ts';
import type { HeaderField, HttpExchange } from '../../probes/http/exchange.ts';
import type { RawExchange } from '../../probes/http/raw.ts';

interface AnswerDetails {
  /** Origin that was asked; the plain-http entry unless it is given. */
  readonly base?: string;
  /** Request target. */
  readonly path?: string;
  /** Value of a Location field. */
  readonly to?: string;
  readonly fields?: readonly (readonly string[])[];
}

/** An exchange whose answer has this status and Location. */
export function answer(
  status: number,
  { base = 'http://localhost:8080', path = '/', to, fields = [] }: AnswerDetails = {},
): HttpExchange {
  const headers: HeaderField[] = fields.map(([name = '', value = '']) => [name, value]);
  if (to !== undefined) headers.push(['location', to]);
  return {
    kind: 'http',
    subject: `GET ${path} → ${status}`,
    request: { method: 'GET', url: base + path, headers: [], bodyBytes: 0 },
    response: {
      status,
      statusText: '',
      httpVersion: '1.1',
      headers,
      body: '',
      bodyBytes: 0,
      truncated: false,
    },
    remoteAddress: '127.0.0.1',
    localAddress: '127.0.0.1',
    durationMs: 1,
  };
}

/** A chain of these answers. */
export function chainOf(...hops: [HttpExchange, HttpExchange, ...HttpExchange[]]): Chain {
  return { subject: hops[0].subject, hops };
}

/** A raw exchange in which these bytes came back. */
export function seen(received: string, ended: RawExchange['ended'] = 'closed'): RawExchange {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(received)?.[1];
  return {
    kind: 'socket',
    subject: `GET / HTTP/1.1 → ${status ?? ended}`,
    sent: '',
    sentBytes: 0,
    received,
    receivedBytes: received.length,
    ended,
    ...(status !== undefined && { status: Number(status) }),
    remoteAddress: '127.0.0.1',
    localAddress: '127.0.0.1',
    durationMs: 1,
  };
}
