import { constants } from 'node:crypto';
import tls from 'node:tls';
import { connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import { contextTrusting } from '../http/trust.ts';
import type { Alert } from './alert.ts';
import type { ClientCertificate } from './client-certificate.ts';
import { peerOf, serverName, socketOptions, type Endpoint } from './endpoint.ts';
import { receivedAlert } from './received-alert.ts';

/**
 * How a server met a client that wanted to renegotiate. Serialisable.
 *
 * - `accepted`: it completed another handshake on the connection.
 * - `refused`: it sent an alert, no_renegotiation (RFC 5246 §7.2.2) or another.
 * - `closed`: it ended the connection without a word.
 * - `no-tls12`: it refused TLS 1.2, and TLS 1.3 has no renegotiation (RFC 8446 §4.1.2).
 */
export type RenegotiationObservation = {
  readonly kind: 'tls-renegotiation';
  readonly endpoint: Endpoint;
  /** How many times it was accepted, 3 at the most: nobody needs more to know. */
  readonly accepted: number;
  readonly durationMs: number;
} & (
  | { readonly outcome: 'accepted' | 'closed' }
  | { readonly outcome: 'refused' | 'no-tls12'; readonly alert: Alert }
);

const ATTEMPTS = 3;

type Outcome = Pick<RenegotiationObservation, 'outcome' | 'accepted'> & { alert?: Alert };

/**
 * Completes a TLS 1.2 handshake and asks for another on the same connection (RFC 5246 §7.4.1.2), three times.
 *
 * @param options.timeoutMs milliseconds for everything
 * @param options.client presented where the server asks for a certificate
 * @throws ProbeError where there is no first handshake, or the server says nothing in time
 */
export function observeRenegotiation(
  endpoint: Endpoint,
  { timeoutMs, client }: { timeoutMs: number; client?: ClientCertificate | undefined },
): Promise<RenegotiationObservation> {
  const startedAt = performance.now();
  const peer = peerOf(endpoint);
  const deadline = new Deadline(timeoutMs, peer);
  const socket = tls.connect({ ...socketOptions(endpoint, timeoutMs), ...tlsOptions(endpoint, client) });
  return new Promise((resolve, reject) => {
    let accepted = 0;
    let established = false;
    const end = () => {
      deadline.clear();
      socket.destroy();
    };
    const conclude = (outcome: Outcome) => {
      end();
      const durationMs = performance.now() - startedAt;
      resolve({ kind: 'tls-renegotiation', endpoint, ...outcome, durationMs } as RenegotiationObservation);
    };
    const fail = (error: Error) => {
      end();
      reject(connectionProblem(error, peer, deadline.waitingFor));
    };
    const again = (error: Error | null) => {
      // What went wrong comes as an event too.
      if (error) return;
      accepted += 1;
      if (accepted === ATTEMPTS) conclude({ outcome: 'accepted', accepted });
      else socket.renegotiate({ rejectUnauthorized: false }, again);
    };
    deadline.waitingFor = 'the TLS 1.2 handshake';
    // Once is enough: what became of the next attempt does not take it back.
    deadline.onExpiry((error) => {
      if (accepted > 0) conclude({ outcome: 'accepted', accepted });
      else fail(error);
    });
    socket.once('secureConnect', () => {
      established = true;
      deadline.waitingFor = 'the answer to a renegotiation';
      socket.renegotiate({ rejectUnauthorized: false }, again);
    });
    socket.on('error', (error: Error) => {
      const alert = receivedAlert(error);
      if (alert?.name === 'protocol_version' && !established)
        conclude({ outcome: 'no-tls12', accepted, alert });
      else if (established && accepted > 0) conclude({ outcome: 'accepted', accepted });
      else if (established && alert) conclude({ outcome: 'refused', accepted, alert });
      else if (established && isReset(error)) conclude({ outcome: 'closed', accepted });
      else fail(error);
    });
    socket.once('close', () => {
      if (established) conclude({ outcome: accepted > 0 ? 'accepted' : 'closed', accepted });
      else fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    });
  });
}

function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function tlsOptions(endpoint: Endpoint, client: ClientCertificate | undefined): tls.ConnectionOptions {
  const name = serverName(endpoint);
  return {
    ...(name !== undefined && { servername: name }),
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    secureContext: contextTrusting(undefined, {
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ciphers: 'DEFAULT@SECLEVEL=0',
      // A server from before RFC 5746 is asked too: that nothing here refuses it is the point.
      secureOptions:
        constants.SSL_OP_LEGACY_SERVER_CONNECT | constants.SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION,
      ...client,
    }),
  };
}
