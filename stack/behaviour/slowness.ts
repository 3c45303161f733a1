/** Milliseconds that the TLS entry wastes, each on account of one thing that it does. All count together. */
export interface SlownessBehaviour {
  /** On each request, because of TLS. */
  readonly tls: number;
  /** On the first request of each connection, because of TLS. */
  readonly handshake: number;
  /** On each twentieth request, because of TLS. */
  readonly twentieth: number;
  /** On each request, because of the response fields. */
  readonly fields: number;
  /** On each request, because of the rate limits. */
  readonly limits: number;
  /** On the first request of each connection, because of the client's certificate. */
  readonly clients: number;
  /** On each request, because it is handed on. */
  readonly forwarding: number;
}

/** No time is wasted. */
export function slownessFor(): SlownessBehaviour {
  return { tls: 0, handshake: 0, twentieth: 0, fields: 0, limits: 0, clients: 0, forwarding: 0 };
}
