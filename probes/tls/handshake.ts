import { constants } from 'node:crypto';
import tls from 'node:tls';
import { connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import { contextTrusting } from '../http/trust.ts';
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
    secureContext: contextTrusting(ca, PERMISSIVE),
  };
}

/** With the usual settings old versions, weak keys and SHA-1 signatures fail here and look like a fault there. */
const PERMISSIVE: tls.SecureContextOptions = {
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
};
