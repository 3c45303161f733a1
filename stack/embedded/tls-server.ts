import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createSecureServer, type SecureServerOptions } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { FastifyServerFactory, FastifyServerFactoryHandler } from 'fastify';
import type { Behaviour } from '../behaviour.ts';
import { BodyRules } from './body-rules.ts';
import { keysAndChains, stapleTo } from './certificate-serving.ts';
import type { ServerIdentity } from './certificates.ts';
import { clientOptions } from './client-certificates.ts';
import { prepareServer, sessionOptions, type TlsVariant } from './tls-variant.ts';
import { cipherList, groupList, signatureList } from './openssl-names.ts';

/** HTTP/2's default for the size of a header section (SETTINGS_MAX_HEADER_LIST_SIZE as Node announces it). */
const HEADER_LIST_BYTES = 65_535;

/** SSL_OP_NO_EXTENDED_MASTER_SECRET of OpenSSL 3, which Node does not name. */
const NO_EXTENDED_MASTER_SECRET = 1;

/** A TLS server for HTTP/1.1 and HTTP/2 that negotiates and reads what the behaviour says. */
export function tlsServerFactory(
  { tls, head, bodies, sessions, alpn, clientCertificates }: Behaviour,
  identity: ServerIdentity,
  variant: TlsVariant,
): FastifyServerFactory {
  const clientSettings = clientOptions(clientCertificates, identity.clientTrust);
  const sessionSettings = sessionOptions(sessions, variant);
  return (handler) => {
    const settings: SecureServerOptions = {
      allowHTTP1: true,
      ...keysAndChains(identity),
      minVersion: tls.minVersion,
      maxVersion: tls.maxVersion,
      ciphers: cipherList(tls.suites),
      honorCipherOrder: tls.order === 'server',
      ecdhCurve: groupList(tls.groups),
      sigalgs: signatureList(tls.signatureAlgorithms),
      ...clientSettings,
      ...sessionSettings,
      secureOptions:
        (clientSettings.secureOptions ?? 0) |
        (sessionSettings.secureOptions ?? 0) |
        (tls.extendedMasterSecret ? 0 : NO_EXTENDED_MASTER_SECRET),
      settings: { maxHeaderListSize: Math.max(HEADER_LIST_BYTES, head.parserBytes) },
    };
    // The compatibility layer hands http2 objects to a handler that is typed for http; Fastify knows both.
    const server = createSecureServer(settings, handler as never);
    // What createServer() of node:http takes as options, its HTTP/1.1 side reads from the server itself.
    Object.assign(server, {
      maxHeaderSize: head.parserBytes,
      insecureHTTPParser: bodies.tolerated.includes('length-and-chunked'),
    });
    prepareServer(server, { sessions, alpn }, variant);
    // Unlike http and https, http2 leaves Nagle's algorithm on: 40 ms for each answer in two writes.
    server.on('secureConnection', (socket: TLSSocket) => socket.setNoDelay(true));
    stapleTo(server, identity);
    server.on('checkContinue', expectations(new BodyRules(bodies), handler) as never);
    return server as unknown as Server;
  };
}

/** Answers `Expect: 100-continue` with 100 where the body will be read, before the request is handled. */
function expectations(rules: BodyRules, handler: FastifyServerFactoryHandler) {
  const { expectation } = rules.behaviour;
  return (request: IncomingMessage, response: ServerResponse) => {
    const wanted = expectation === 'always-continue' || !rules.declaresTooMuch(request);
    if (expectation !== 'never-continue' && wanted) response.writeContinue();
    handler(request, response);
  };
}
