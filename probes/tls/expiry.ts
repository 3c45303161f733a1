import type tls from 'node:tls';
import { sslChecker } from 'ssl-checker';
import { bareHost } from '../http/authority.ts';
import { codeOf, connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import { ProbeError } from '../problem.ts';
import { daysUntil } from './certificate-details.ts';
import type { ClientCertificate } from './client-certificate.ts';
import { peerOf, type Endpoint } from './endpoint.ts';
import { completeHandshake } from './handshake.ts';

/** When a certificate is valid, read by a second pair of eyes: the package ssl-checker. Serialisable. */
export interface ExpiryObservation {
  readonly kind: 'expiry';
  readonly endpoint: Endpoint;
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Whole days until `validTo`, rounded down: 0 on the last day, negative once it has expired. */
  readonly daysRemaining: number;
  /** SHA-256 of the leaf, in colon-separated hexadecimal: the certificate that is meant. */
  readonly fingerprint256: string;
  readonly durationMs: number;
}

/**
 * Asks ssl-checker for the leaf's dates over an HTTPS request.
 *
 * It is asked for nothing else. It rounds days to the nearest, so that they are counted anew here; its `valid` mixes
 * trust with names; its `chain` is completed from the trust store; its grades come from handshakes that fail locally.
 * It has no limit for connecting either: it gets a connection of ours, which is where the address, the local address
 * and the permissive settings come from, and is cut off when `timeoutMs` is over.
 *
 * @param options.client presented where the server asks for a certificate
 * @param options.now what `daysRemaining` is counted from
 * @throws ProbeError where there is no handshake or no HTTP response within `timeoutMs`
 */
export async function observeExpiry(
  endpoint: Endpoint,
  {
    timeoutMs,
    client,
    now = new Date(),
  }: { timeoutMs: number; client?: ClientCertificate | undefined; now?: Date },
): Promise<ExpiryObservation> {
  const startedAt = performance.now();
  const socket = await completeHandshake(endpoint, { timeoutMs, client });
  try {
    checkDates(socket, endpoint);
    const remainingMs = Math.max(1, Math.ceil(timeoutMs - (performance.now() - startedAt)));
    const { validFrom, validTo, fingerprint256 } = await askChecker(socket, endpoint, remainingMs);
    return {
      kind: 'expiry',
      endpoint,
      validFrom,
      validTo,
      daysRemaining: daysUntil(new Date(validTo), now),
      fingerprint256,
      durationMs: performance.now() - startedAt,
    };
  } finally {
    socket.destroy();
  }
}

/** On a date that cannot be read ssl-checker throws inside an event handler, where nobody can catch it. */
function checkDates(socket: tls.TLSSocket, endpoint: Endpoint): void {
  for (const { valid_from, valid_to } of chainFrom(socket.getPeerCertificate(true))) {
    if (!Number.isNaN(Date.parse(valid_from)) && !Number.isNaN(Date.parse(valid_to))) continue;
    const dates = `${valid_from} to ${valid_to}`;
    throw new ProbeError(
      'malformed',
      `${peerOf(endpoint)} has a certificate with an unreadable date (${dates}).`,
    );
  }
}

/** The chain that ssl-checker walks too. A self-signed certificate is its own issuer. */
function chainFrom(leaf: tls.DetailedPeerCertificate): Set<tls.DetailedPeerCertificate> {
  const chain = new Set<tls.DetailedPeerCertificate>();
  for (let next = issuerOf({ issuerCertificate: leaf }); next && !chain.has(next); next = issuerOf(next)) {
    chain.add(next);
  }
  return chain;
}

/** The types do not know that a chain can end without its root. */
function issuerOf(
  certificate: Pick<tls.DetailedPeerCertificate, 'issuerCertificate'>,
): tls.DetailedPeerCertificate | undefined {
  return certificate.issuerCertificate;
}

async function askChecker(socket: tls.TLSSocket, endpoint: Endpoint, timeoutMs: number) {
  const peer = peerOf(endpoint);
  const deadline = new Deadline(timeoutMs, peer);
  deadline.waitingFor = 'the HTTP response that ssl-checker needs';
  const expiry = new Promise<never>((_, reject) => {
    deadline.onExpiry(reject);
  });
  const answer = sslChecker(bareHost(endpoint.host), {
    method: 'GET',
    port: endpoint.port,
    timeout: timeoutMs,
    // Its agent has to go for a connection of ours to be used.
    agent: undefined,
    createConnection: () => socket,
  });
  try {
    return await Promise.race([answer, expiry]);
  } catch (error) {
    throw problemOf(error, peer, deadline.waitingFor);
  } finally {
    deadline.clear();
  }
}

function problemOf(error: unknown, peer: string, waitingFor: string): ProbeError {
  if (codeOf(error).startsWith('HPE_')) {
    return new ProbeError('malformed', `${peer} answered an HTTPS request with something else than HTTP.`, {
      cause: error,
    });
  }
  return connectionProblem(error instanceof Error ? error : new Error(String(error)), peer, waitingFor);
}
