/** One field line, as it stood on the wire: order, case and duplicates are kept. Bytes above 0x7F are latin1. */
export type HeaderField = readonly [name: string, value: string];

/** Where an HTTP server is reached. */
export interface HttpEndpoint {
  scheme: 'http' | 'https';
  /** Name or IP literal: the default Host header, the SNI and the name that the certificate must cover. */
  host: string;
  port: number;
  /** IP address to connect to instead of resolving `host`. */
  address?: string;
  /** Source address to connect from. */
  localAddress?: string;
  /** PEM certificates to trust beside Node's own roots. */
  ca?: string;
  /** Certificate and private key to present where the server asks for one, PEM. */
  client?: { readonly cert: string; readonly key: string };
  /** Whether a certificate that is not trusted ends the handshake, so that nothing is sent. Default false. */
  verify?: boolean;
}

export interface HttpRequest {
  method: string;
  /** Request target in origin form, sent byte for byte; each character is one byte (latin1). */
  path: string;
  /** Sent as given, duplicates included. Without a Host, the endpoint's authority is sent. */
  headers?: readonly HeaderField[];
  /** A string is sent as UTF-8. */
  body?: string | Uint8Array;
}

/** What TLS negotiated, and whether Node would have trusted the certificate. */
export interface TlsSummary {
  /** As OpenSSL names it: `TLSv1.3`. */
  protocol: string;
  authorized: boolean;
  /** Node's or OpenSSL's code for the first reason not to trust: `ERR_TLS_CERT_ALTNAME_INVALID`. */
  authorizationError?: string;
}

/** One request and its response, complete enough to be shown as evidence. Serialisable. */
export interface HttpExchange {
  kind: 'http';
  /** One line for a person: `GET /health → 200`. */
  subject: string;
  request: {
    method: string;
    url: string;
    /** What was really sent, in that order. */
    headers: HeaderField[];
    bodyBytes: number;
  };
  response: {
    status: number;
    statusText: string;
    /** `1.1` or `1.0`. */
    httpVersion: string;
    headers: HeaderField[];
    /** The first 64 KiB, decoded as UTF-8; no content coding is undone. */
    body: string;
    /** Bytes read, which is more than `body` holds when it was cut. */
    bodyBytes: number;
    /** True when `body` is not the whole body: it was cut, or the server closed before its end. */
    truncated: boolean;
  };
  /** IP address that answered, without port. */
  remoteAddress: string;
  /** IP address that we spoke from, without port. */
  localAddress: string;
  tls?: TlsSummary;
  /** From before the name lookup to the end of the response, in milliseconds. */
  durationMs: number;
}

/** Every value of a response field, in order of occurrence; names compare case-insensitively (RFC 9110 §5.1). */
export function fieldValues(exchange: HttpExchange, name: string): string[] {
  const wanted = name.toLowerCase();
  return exchange.response.headers
    .filter(([candidate]) => candidate.toLowerCase() === wanted)
    .map(([, value]) => value);
}
