import { constants, X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import { ProbeError } from '../problem.ts';
import { peerOf, serverName, socketOptions, type Endpoint } from './endpoint.ts';

/**
 * Completes a TLS handshake with whatever the server speaks. The caller destroys the socket.
 *
 * @param ca PEM, trusted beside Node's own roots
 * @throws ProbeError when the handshake is not complete within `timeoutMs`
 */
export function completeHandshake(
  endpoint: Endpoint,
  { timeoutMs, ca }: { timeoutMs: number; ca?: string },
): Promise<tls.TLSSocket> {
  const options = tlsOptions(endpoint, ca);
  return new Promise((resolve, reject) => {
    const peer = peerOf(endpoint);
    const deadline = new Deadline(timeoutMs, peer);
    const socket = tls.connect({ ...socketOptions(endpoint, timeoutMs), ...options });
    const fail = (error: Error) => {
      deadline.clear();
      socket.destroy();
      reject(error);
    };
    deadline.waitingFor = 'the connection';
    deadline.onExpiry(fail);
    socket.once('connect', () => {
      deadline.waitingFor = 'the TLS handshake';
    });
    socket.once('secureConnect', () => {
      deadline.clear();
      resolve(socket);
    });
    // It stays for the life of the socket: an alert after the handshake must not end the process.
    socket.on('error', (error: Error) => {
      fail(connectionProblem(error, peer, deadline.waitingFor));
    });
  });
}

function tlsOptions(endpoint: Endpoint, ca: string | undefined): tls.ConnectionOptions {
  const name = serverName(endpoint);
  return {
    ...(name !== undefined && { servername: name }),
    // Whether the certificate deserves trust is what is to be observed: it must not end the handshake.
    rejectUnauthorized: false,
    // Names are observed apart from trust; Node would report only the first of the two.
    checkServerIdentity: () => undefined,
    secureContext: permissiveContext(ca),
  };
}

const contexts = new Map<string | undefined, tls.SecureContext>();

/** Loading Node's roots takes tens of milliseconds, so that each set of anchors is loaded once. */
function permissiveContext(ca: string | undefined): tls.SecureContext {
  const known = contexts.get(ca);
  if (known) return known;
  if (ca !== undefined) checkCertificate(ca);
  const context = tls.createSecureContext({
    // With the usual settings old versions, weak keys and SHA-1 signatures fail here and look like a fault there.
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    // A `ca` of one's own replaces the built-in roots; it is meant to stand beside them.
    ...(ca !== undefined && { ca: [...tls.rootCertificates, ca] }),
  });
  contexts.set(ca, context);
  return context;
}

/** node:tls ignores a `ca` that it cannot read, and would call the server untrusted for it. */
function checkCertificate(ca: string): void {
  try {
    new X509Certificate(ca);
  } catch (cause) {
    throw new ProbeError('local', 'The CA to trust is not a PEM certificate.', { cause });
  }
}
