import net from 'node:net';
import tls from 'node:tls';
import { bareHost, peerOf } from './authority.ts';
import { connectionProblem } from './connection-problem.ts';
import type { Deadline } from './deadline.ts';
import type { HttpEndpoint, TlsSummary } from './exchange.ts';
import { contextTrusting } from './trust.ts';

/** An open connection and the facts about it that are gone once it closes. */
export interface Connection {
  socket: net.Socket;
  remoteAddress: string;
  localAddress: string;
  tls?: TlsSummary;
}

function tcpOptions(endpoint: HttpEndpoint, timeoutMs: number) {
  return {
    host: endpoint.address ?? bareHost(endpoint.host),
    port: endpoint.port,
    noDelay: true,
    // Node gives each address of a name 250 ms, which is too short for a far server.
    autoSelectFamilyAttemptTimeout: Math.max(250, Math.floor(timeoutMs / 3)),
    ...(endpoint.localAddress === undefined ? {} : { localAddress: endpoint.localAddress }),
  };
}

function tlsOptions(endpoint: HttpEndpoint, protocols: readonly string[]): tls.ConnectionOptions {
  const name = bareHost(endpoint.host);
  return {
    ALPNProtocols: [...protocols],
    // RFC 6066 §3: SNI carries no IP literals.
    ...(net.isIP(name) === 0 ? { servername: name } : {}),
    // Trust is the verdict of the certificate controls. HTTP checks go on over an untrusted certificate and record
    // that it was one; otherwise an expired certificate would hide every other finding.
    rejectUnauthorized: endpoint.verify ?? false,
    checkServerIdentity: (_, certificate) => tls.checkServerIdentity(name, certificate),
    ...(endpoint.ca === undefined && endpoint.client === undefined
      ? {}
      : { secureContext: contextTrusting(endpoint.ca, endpoint.client) }),
  };
}

function tlsSummary(socket: tls.TLSSocket): TlsSummary {
  // Typed as an Error, it is the error's code (a string) in every Node release.
  const error = socket.authorizationError as Error | string | null | undefined;
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    authorized: socket.authorized,
    ...(error ? { authorizationError: String(error) } : {}),
  };
}

function factsOf(socket: net.Socket): Connection {
  return {
    socket,
    remoteAddress: socket.remoteAddress ?? '',
    localAddress: socket.localAddress ?? '',
    ...(socket instanceof tls.TLSSocket ? { tls: tlsSummary(socket) } : {}),
  };
}

/**
 * Opens a fresh connection: name lookup, TCP and, when `secure`, the TLS handshake.
 *
 * @param protocols what to offer in ALPN, the preferred one first
 * @throws ProbeError when it does not open before the deadline
 */
export function openConnection(
  endpoint: HttpEndpoint,
  secure: boolean,
  deadline: Deadline,
  protocols: readonly string[] = ['http/1.1'],
): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const tcp = tcpOptions(endpoint, deadline.timeoutMs);
    const socket = secure ? tls.connect({ ...tcp, ...tlsOptions(endpoint, protocols) }) : net.connect(tcp);
    // tls.connect() takes no notice of noDelay: a body written after its head would wait 40 ms for the head's ACK.
    socket.setNoDelay(true);
    deadline.onExpiry((error) => {
      socket.destroy();
      reject(error);
    });
    if (net.isIP(tcp.host) !== 0) deadline.waitingFor = 'the TCP connection';
    socket.once('lookup', () => {
      deadline.waitingFor = 'the TCP connection';
    });
    socket.once('connect', () => {
      deadline.waitingFor = secure ? 'the TLS handshake' : 'the response head';
    });
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      deadline.waitingFor = 'the response head';
      resolve(factsOf(socket));
    });
    // It stays for the life of the socket: an error after the reader has left must not end the process.
    socket.on('error', (error: Error) => {
      reject(connectionProblem(error, peerOf(endpoint), deadline.waitingFor));
    });
  });
}
