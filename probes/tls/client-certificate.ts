import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { codeOf, connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import { ProbeError } from '../problem.ts';
import { parseAlert } from './alert.ts';
import { ClientAnswer, type HttpAnswer } from './client-answer.ts';
import { peerOf, serverName, socketOptions, type Endpoint } from './endpoint.ts';

/** A certificate with what else is presented beside it, leaf first, and the private key. All PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

/** How far a client had come: the handshake, or a request on a connection that it takes for established. */
type Phase = 'handshake' | 'request';

/**
 * What became of a client:
 *
 * - `alert`: the server said no in TLS. In TLS 1.3 that can come after our handshake is complete (RFC 8446 §4.4.2.4).
 * - `http`: the handshake was completed and the request answered
 * - `closed`: the connection ended without a word
 * - `silent`: nothing came within the time limit
 * - `unreadable`: what came is no HTTP
 */
export type ClientOutcome =
  | { readonly kind: 'alert'; readonly during: Phase; readonly description: number; readonly name: string }
  | ({ readonly kind: 'http' } & HttpAnswer)
  | { readonly kind: 'closed' | 'silent' | 'unreadable'; readonly during: Phase };

/** A client that tried to get a request answered. Serialisable; it holds neither private keys nor sessions. */
export interface ClientObservation {
  readonly kind: 'client-certificate';
  readonly endpoint: Endpoint;
  readonly version: 'TLSv1.2' | 'TLSv1.3';
  /** The leaf that the client had to present; absent where it had none. */
  readonly presented?: {
    readonly subject: string;
    readonly issuer: string;
    readonly serialNumber: string;
    /** SHA-256 of the DER, in colon-separated hexadecimal. */
    readonly fingerprint256: string;
  };
  /** Whether a session was offered, and whether the server took it up. */
  readonly session: 'none' | 'offered' | 'resumed';
  readonly outcome: ClientOutcome;
  /** Whether the body of the request had to be sent before an answer came. */
  readonly bodySent: boolean;
  readonly durationMs: number;
}

/** What a client brings and asks for. */
export interface ClientAttempt {
  readonly version: ClientObservation['version'];
  readonly client?: ClientCertificate | undefined;
  /** A session of an earlier connection, to be resumed. */
  readonly session?: Buffer | undefined;
  /** Head of an HTTP/1.1 request, with the empty line at its end. */
  readonly head: string;
  /** Sent only where no answer has come in half the time: a busy server is slow without waiting for it. */
  readonly body?: string;
  readonly timeoutMs: number;
}

/** How long an alert after the handshake is waited for once a reset has taken the first one, in milliseconds. */
const PATIENCE_MS = 400;

/**
 * Connects with a certificate, a session, both or neither, sends a request and tells what came of it.
 *
 * The server's own certificate is not checked: it is another control's subject.
 *
 * @returns the observation, and the newest session that the server gave, which is as secret as a key
 * @throws ProbeError where no connection comes about, or this machine cannot use the certificate
 */
export async function presentCertificate(
  endpoint: Endpoint,
  attempt: ClientAttempt,
): Promise<{ observation: ClientObservation; session: Buffer | undefined }> {
  const first = await attemptOnce(endpoint, attempt, 0);
  const { outcome } = first.observation;
  // A request that the server does not read makes a reset of its close, and a reset can overtake the alert.
  const swallowed = outcome.kind === 'closed' && outcome.during === 'request';
  return swallowed ? attemptOnce(endpoint, attempt, PATIENCE_MS) : first;
}

async function attemptOnce(endpoint: Endpoint, attempt: ClientAttempt, pauseMs: number) {
  const startedAt = performance.now();
  const { version, client, session: offered } = attempt;
  const presented = client && describe(client);
  const { outcome, session, resumed, bodySent } = await converse(endpoint, attempt, pauseMs);
  const observation: ClientObservation = {
    kind: 'client-certificate',
    endpoint,
    version,
    ...(presented && { presented }),
    session: resumed ? 'resumed' : offered ? 'offered' : 'none',
    outcome,
    bodySent,
    durationMs: performance.now() - startedAt,
  };
  return { observation, session };
}

interface Conversation {
  readonly outcome: ClientOutcome;
  readonly session: Buffer | undefined;
  readonly resumed: boolean;
  readonly bodySent: boolean;
}

function converse(endpoint: Endpoint, attempt: ClientAttempt, pauseMs: number): Promise<Conversation> {
  const { head, body, timeoutMs, session: offered } = attempt;
  const secureContext = contextOf(attempt);
  const name = serverName(endpoint);
  return new Promise((resolve, reject) => {
    const peer = peerOf(endpoint);
    const deadline = new Deadline(timeoutMs, peer);
    const timers: NodeJS.Timeout[] = [];
    const answer = new ClientAnswer();
    let phase: Phase = 'handshake';
    let session: Buffer | undefined;
    let resumed = false;
    let bodySent = false;
    const socket = tls.connect({
      ...socketOptions(endpoint, timeoutMs),
      ...(name !== undefined && { servername: name }),
      ...(offered && { session: offered }),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      secureContext,
    });
    socket.setNoDelay(true);
    const leave = () => {
      deadline.clear();
      timers.forEach(clearTimeout);
      socket.destroy();
    };
    const end = (outcome: ClientOutcome) => {
      leave();
      resolve({ outcome, session, resumed, bodySent });
    };
    const endOf = (kind: 'closed' | 'silent') => {
      const complete = answer.ended();
      if (complete) end({ kind: 'http', ...complete });
      else end({ kind: answer.begun ? 'unreadable' : kind, during: phase });
    };
    let connected = false;
    deadline.onExpiry((error) => {
      if (connected) endOf('silent');
      else {
        leave();
        reject(error);
      }
    });
    deadline.waitingFor = 'the TCP connection';
    socket.once('connect', () => {
      connected = true;
    });
    socket.once('secureConnect', () => {
      phase = 'request';
      resumed = socket.isSessionReused();
      timers.push(setTimeout(() => socket.write(head, 'latin1'), pauseMs));
      if (body === undefined) return;
      timers.push(
        setTimeout(
          () => {
            bodySent = true;
            socket.write(body, 'latin1');
          },
          pauseMs + timeoutMs / 2,
        ),
      );
    });
    socket.on('session', (given: Buffer) => {
      session = given;
    });
    socket.on('data', (bytes: Buffer) => {
      const complete = answer.read(bytes);
      if (complete) end({ kind: 'http', ...complete });
    });
    socket.on('error', (error: Error) => {
      const alert = alertOf(error);
      if (alert) end({ kind: 'alert', during: phase, ...alert });
      else if (connected && ['ECONNRESET', 'EPIPE'].includes(codeOf(error))) endOf('closed');
      else {
        leave();
        reject(connectionProblem(error, peer, 'the TLS handshake'));
      }
    });
    // An alert that closes the connection is reported after the end of the data.
    socket.on('close', () => {
      endOf('closed');
    });
  });
}

/** An alert that the peer sent: OpenSSL has its number in the message of what it makes of it. */
function alertOf(error: Error): { description: number; name: string } | undefined {
  const number = /\bSSL alert number (\d+)/.exec(error.message)?.[1];
  if (number === undefined) return undefined;
  const alert = parseAlert(2, Number(number));
  return alert && { description: alert.description, name: alert.name };
}

function contextOf({ version, client }: ClientAttempt): tls.SecureContext {
  try {
    return tls.createSecureContext({
      minVersion: version,
      maxVersion: version,
      // Whatever the owner's authority has issued is to be presented; judging it is the server's business.
      ciphers: 'DEFAULT@SECLEVEL=0',
      ...(client && { cert: client.cert, key: client.key }),
    });
  } catch (cause) {
    const why = cause instanceof Error ? codeOf(cause) || cause.message : '';
    throw new ProbeError('local', `This machine cannot use the client certificate and its key: ${why}.`, {
      cause,
    });
  }
}

function describe({ cert }: ClientCertificate): NonNullable<ClientObservation['presented']> {
  try {
    const { subject, issuer, serialNumber, fingerprint256 } = new X509Certificate(cert);
    return { subject, issuer, serialNumber, fingerprint256 };
  } catch (cause) {
    throw new ProbeError('local', 'The client certificate is not a PEM certificate.', { cause });
  }
}
