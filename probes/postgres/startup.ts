import { ProbeError } from '../problem.ts';
import type { Endpoint } from '../tls/endpoint.ts';
import { encrypted, requestEncryption, type EncryptionAnswer } from './encryption.ts';
import { onLine, Received } from './line.ts';
import {
  HEAD_BYTES,
  readAuthentication,
  readError,
  readHead,
  startupMessage,
  type AuthenticationRequest,
  type ServerError,
} from './messages.ts';

/** What a server says to a role that wants to connect, before any password. Serialisable. */
export type StartupAnswer =
  ({ readonly outcome: 'asked' } & AuthenticationRequest) | ({ readonly outcome: 'refused' } & ServerError);

/** An answer with how it was got. */
export interface StartupObservation {
  readonly kind: 'postgres-startup';
  readonly endpoint: Endpoint;
  readonly transport: 'plain' | 'tls';
  readonly answer: StartupAnswer;
  readonly durationMs: number;
}

/** Who wants to connect, and how. */
export interface StartupOrder {
  readonly user: string;
  readonly database: string;
  readonly transport: 'plain' | 'tls';
  readonly timeoutMs: number;
}

/** Notices that are passed over before a server that sends nothing else is given up. */
const MOST_NOTICES = 20;

/**
 * Begins a connection and tells how the server wants the role to authenticate, or why it refuses it. No password is
 * sent.
 *
 * @throws ProbeError where the server does neither within the time limit
 */
export function askAuthentication(endpoint: Endpoint, order: StartupOrder): Promise<StartupObservation> {
  const startedAt = performance.now();
  const { user, database, transport, timeoutMs } = order;
  return onLine(endpoint, timeoutMs, async (line) => {
    const socket = transport === 'tls' ? await encrypted(line, endpoint) : line.socket;
    const received = transport === 'tls' ? new Received(socket, line) : line.received;
    line.deadline.waitingFor = 'the authentication request';
    socket.write(startupMessage({ user, database, application_name: 'plumbline' }));
    const answer = await startupAnswer(received, line.peer);
    return {
      kind: 'postgres-startup',
      endpoint,
      transport,
      answer,
      durationMs: performance.now() - startedAt,
    };
  });
}

async function startupAnswer(received: Received, peer: string): Promise<StartupAnswer> {
  for (let passedOver = 0; passedOver < MOST_NOTICES; passedOver++) {
    const { type, length } = readHead(await received.take(HEAD_BYTES), peer);
    const body = await received.take(length);
    if (type === 'R') return { outcome: 'asked', ...readAuthentication(body, peer) };
    if (type === 'E') return { outcome: 'refused', ...readError(body, peer) };
    // NoticeResponse and NegotiateProtocolVersion may come first.
    if (type !== 'N' && type !== 'v')
      throw new ProbeError('malformed', `${peer} answers a startup message with ${JSON.stringify(type)}.`);
  }
  throw new ProbeError('too-large', `${peer} sent ${MOST_NOTICES} notices and no authentication request.`);
}

/** Whether a server agrees to TLS, and nothing more. Serialisable. */
export interface EncryptionObservation {
  readonly kind: 'postgres-encryption';
  readonly endpoint: Endpoint;
  readonly answer: EncryptionAnswer;
}

/** Sends SSLRequest alone. Throws a ProbeError where the answer is neither `S` nor `N`. */
export function askEncryption(
  endpoint: Endpoint,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<EncryptionObservation> {
  return onLine(endpoint, timeoutMs, async (line) => ({
    kind: 'postgres-encryption',
    endpoint,
    answer: await requestEncryption(line),
  }));
}
