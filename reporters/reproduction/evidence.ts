import type { Evidence } from '../../controls/index.ts';

/** Evidence comes out of a file, so nothing of its details is taken for granted. */
type Details = Readonly<Record<string, unknown>>;

export type Field = readonly [name: string, value: string];

/** One request and what is needed to send it again. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly fields: readonly Field[];
  readonly bodyBytes: number;
  /** `1.1`, `2`. */
  readonly httpVersion: string;
  /** Undefined over plain http. */
  readonly tls: { readonly protocol: string; readonly isTrusted: boolean } | undefined;
  readonly remoteAddress: string;
}

/** Reads evidence of the kind http; undefined where it is not complete. */
export function seenRequest({ request, response, tls, remoteAddress }: Evidence): SeenRequest | undefined {
  if (!isDetails(request) || !isDetails(response)) return undefined;
  const { method, url, headers, bodyBytes } = request;
  const { httpVersion } = response;
  if (!isText(method) || !isText(url) || !isText(httpVersion) || !isText(remoteAddress)) return undefined;
  if (typeof bodyBytes !== 'number' || !isFields(headers) || !URL.canParse(url)) return undefined;
  return { method, url, fields: headers, bodyBytes, httpVersion, tls: seenTls(tls), remoteAddress };
}

/** What TLS negotiated; undefined over plain http. */
export function seenTls(tls: unknown): SeenRequest['tls'] {
  if (!isDetails(tls)) return undefined;
  const { protocol, authorized } = tls;
  return { protocol: isText(protocol) ? protocol : '', isTrusted: authorized !== false };
}

/** Where a TLS server was reached. */
export interface SeenEndpoint {
  readonly host: string;
  readonly port: number;
  readonly address: string;
}

/** Reads the endpoint of evidence of a handshake; undefined where there is none. */
export function seenEndpoint({ endpoint }: Evidence): SeenEndpoint | undefined {
  if (!isDetails(endpoint)) return undefined;
  const { host, port, address } = endpoint;
  if (!isText(host) || typeof port !== 'number') return undefined;
  return { host, port, address: isText(address) ? address : host };
}

export function isDetails(value: unknown): value is Details {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFields(value: unknown): value is readonly Field[] {
  return Array.isArray(value) && value.every((field) => Array.isArray(field) && field.every(isText));
}
