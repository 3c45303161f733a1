import type { Server } from 'node:http';
import { createSecureServer, type SecureServerOptions } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { FastifyServerFactory } from 'fastify';
import type { TlsEntryBehaviour } from '../behaviour/tls-entry.ts';
import type { ServerIdentity } from './certificates.ts';

/** A TLS server for HTTP/1.1 and HTTP/2 that negotiates what the behaviour says. */
export function tlsServerFactory(
  { minVersion, maxVersion }: TlsEntryBehaviour,
  identity: ServerIdentity,
): FastifyServerFactory {
  return (handler) => {
    const settings: SecureServerOptions = {
      allowHTTP1: true,
      key: identity.key,
      cert: identity.chain,
      minVersion,
      maxVersion,
      // OpenSSL offers TLS 1.0 and 1.1 only at security level 0; weak keys and hashes likewise.
      ciphers: 'DEFAULT@SECLEVEL=0',
    };
    // The compatibility layer hands http2 objects to a handler that is typed for http; Fastify knows both.
    const server = createSecureServer(settings, handler as never);
    // Unlike http and https, http2 leaves Nagle's algorithm on: 40 ms for each answer in two writes.
    server.on('secureConnection', (socket: TLSSocket) => socket.setNoDelay(true));
    return server as unknown as Server;
  };
}
