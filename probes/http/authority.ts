import { isIPv6 } from 'node:net';
import type { HttpEndpoint } from './exchange.ts';

const defaultPorts = { http: 80, https: 443 };

/** `host` without the brackets that an IPv6 literal may carry in a URL. */
export function bareHost(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

/** The endpoint as the Host header names it; the scheme's default port is left out (RFC 9110 §7.2). */
export function authorityOf(endpoint: HttpEndpoint): string {
  const host = bracketed(bareHost(endpoint.host));
  return endpoint.port === defaultPorts[endpoint.scheme] ? host : `${host}:${endpoint.port}`;
}

/** The peer that we connect to, as error messages name it: `127.0.0.1:8443`, `[::1]:8443`. */
export function peerOf(endpoint: HttpEndpoint): string {
  return `${bracketed(endpoint.address ?? bareHost(endpoint.host))}:${endpoint.port}`;
}
