import { isIP } from 'node:net';
import { bareHost } from '../http/authority.ts';

/** Where a TLS server listens. Serialisable: it is part of every observation. */
export interface Endpoint {
  /** DNS name or IP address. A name is sent as SNI, an address never is. */
  readonly host: string;
  readonly port: number;
  /** Connect to this address instead of resolving `host`; SNI and names stay those of `host`. */
  readonly address?: string;
  /** Local address to connect from. */
  readonly localAddress?: string;
}

/** The name to send as SNI, or undefined where there is none: RFC 6066 §3 forbids literal addresses and the trailing dot. */
export function serverName(endpoint: Endpoint): string | undefined {
  const host = bareHost(endpoint.host);
  return isIP(host) === 0 ? host.replace(/\.$/, '') : undefined;
}

/** The options with which node:net and node:tls connect to the endpoint within a time limit. */
export function socketOptions(endpoint: Endpoint, timeoutMs: number) {
  return {
    host: endpoint.address ?? bareHost(endpoint.host),
    port: endpoint.port,
    // Node gives each address of a name 250 ms, which is too short for a far server.
    autoSelectFamilyAttemptTimeout: Math.max(250, Math.floor(timeoutMs / 3)),
    ...(endpoint.localAddress !== undefined && { localAddress: endpoint.localAddress }),
  };
}

/** The peer that we connect to, as messages name it: `127.0.0.1:8443`, `[::1]:8443`. */
export function peerOf(endpoint: Endpoint): string {
  const host = endpoint.address ?? bareHost(endpoint.host);
  return `${isIP(host) === 6 ? `[${host}]` : host}:${endpoint.port}`;
}
