import { constants } from 'node:crypto';
import tls from 'node:tls';
import { connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import { contextTrusting } from '../http/trust.ts';
import { ProbeError } from '../problem.ts';
import type { Alert } from './alert.ts';
import type { ClientCertificate } from './client-certificate.ts';
import { peerOf, serverName, socketOptions, type Endpoint } from './endpoint.ts';
import { receivedAlert } from './received-alert.ts';
import { readSession, type SessionDetails } from './session-details.ts';

/** The versions whose sessions node:tls can keep and offer again. */
export type ModernVersion = 'TLSv1.2' | 'TLSv1.3';

/** What a handshake offers beside suites. */
export interface HandshakeOffer {
  /** Sent as SNI; null: none is sent. Default: the endpoint's host. */
  readonly serverName?: string | null;
  /** The only version that is offered. Default: TLS 1.2 and 1.3. */
  readonly version?: ModernVersion;
  /** Offered in ALPN (RFC 7301), the preferred one first. Default: no ALPN. */
  readonly protocols?: readonly string[];
  /** Whether the client says that it takes tickets (RFC 5077); TLS 1.3 knows no such word. Default true. */
  readonly tickets?: boolean;
  /** A session to resume, from an earlier handshake. */
  readonly session?: Buffer;
  /** Bytes of a request. A TLS 1.3 server sends its tickets after the handshake, so an answer is waited for. */
  readonly request?: string;
}

/** What a server made of a handshake: it completed it, or refused it with an alert. Serialisable. */
export type HandshakeObservation = {
  readonly kind: 'tls-handshake';
  readonly endpoint: Endpoint;
  /** The offer in the words of the protocol; of a session only that there was one. */
  readonly offered: {
    readonly serverName: string | null;
    readonly versions: readonly ModernVersion[];
    readonly protocols: readonly string[];
    readonly tickets: boolean;
    readonly session: boolean;
  };
  readonly durationMs: number;
} & HandshakeOutcome;

type HandshakeOutcome =
  | {
      readonly outcome: 'completed';
      /** The negotiated version, as node:tls spells it. */
      readonly version: string;
      /** What the server chose in ALPN; absent where it chose nothing. */
      readonly protocol?: string;
      /** Whether the server took up the session that was offered. */
      readonly resumed: boolean;
      /** The sessions that it gave: one in TLS 1.2, any number in TLS 1.3. */
      readonly sessions: readonly SessionDetails[];
    }
  | { readonly outcome: 'refused'; readonly alert: Alert };

/** The observation, and the last session that the server gave, to be offered again. The session is a secret. */
export interface HandshakeResult {
  readonly observation: HandshakeObservation;
  readonly session?: Buffer;
}

/**
 * Offers a handshake and completes it as far as the server goes along.
 *
 * @param options.timeoutMs milliseconds for everything, name lookup and answer included
 * @param options.client presented where the server asks for a certificate
 * @throws ProbeError where the server neither completes the handshake nor sends an alert, or does not answer the request
 */
export async function offerHandshake(
  endpoint: Endpoint,
  offer: HandshakeOffer,
  settings: OfferSettings,
): Promise<HandshakeResult> {
  const startedAt = performance.now();
  const { outcome, session } = await negotiate(endpoint, offer, settings);
  const { protocols = [], tickets = true, version } = offer;
  const observation: HandshakeObservation = {
    kind: 'tls-handshake',
    endpoint,
    offered: {
      serverName: nameOf(endpoint, offer) ?? null,
      versions: version ? [version] : ['TLSv1.2', 'TLSv1.3'],
      protocols,
      tickets,
      session: offer.session !== undefined,
    },
    ...outcome,
    durationMs: performance.now() - startedAt,
  };
  return { observation, ...(session && { session }) };
}

interface OfferSettings {
  readonly timeoutMs: number;
  readonly client?: ClientCertificate | undefined;
}

interface Negotiated {
  readonly outcome: HandshakeOutcome;
  readonly session?: Buffer;
}

function negotiate(
  endpoint: Endpoint,
  offer: HandshakeOffer,
  { timeoutMs, client }: OfferSettings,
): Promise<Negotiated> {
  return new Promise((resolve, reject) => {
    const peer = peerOf(endpoint);
    const deadline = new Deadline(timeoutMs, peer);
    const sessions: Buffer[] = [];
    const socket = tls.connect({
      ...socketOptions(endpoint, timeoutMs),
      ...tlsOptions(endpoint, offer, client),
    });
    const end = () => {
      deadline.clear();
      socket.destroySoon();
    };
    const fail = (error: Error) => {
      end();
      reject(connectionProblem(error, peer, deadline.waitingFor));
    };
    const conclude = () => {
      end();
      resolve(completed(socket, sessions));
    };
    deadline.waitingFor = 'the connection';
    deadline.onExpiry(fail);
    socket.once('connect', () => {
      deadline.waitingFor = 'the TLS handshake';
    });
    socket.on('session', (session: Buffer) => sessions.push(session));
    socket.once('secureConnect', () => {
      if (offer.request === undefined) {
        conclude();
        return;
      }
      deadline.waitingFor = 'the answer to a request';
      socket.once('data', conclude);
      socket.write(offer.request, 'latin1');
    });
    socket.once('end', () => {
      fail(new ProbeError('closed', `${peer} closed the connection during ${deadline.waitingFor}.`));
    });
    socket.on('error', (error: Error) => {
      const alert = deadline.waitingFor === 'the TLS handshake' ? receivedAlert(error) : undefined;
      if (!alert) {
        fail(error);
        return;
      }
      end();
      resolve({ outcome: { outcome: 'refused', alert } });
    });
  });
}

function completed(socket: tls.TLSSocket, given: readonly Buffer[]): Negotiated {
  const version = socket.getProtocol() ?? 'unknown';
  // node:tls makes a session of TLS 1.2 known at once, and one of TLS 1.3 with each ticket.
  const held = version === 'TLSv1.3' ? undefined : socket.getSession();
  const sessions = held ? [held] : given;
  const session = sessions.at(-1);
  return {
    outcome: {
      outcome: 'completed',
      version,
      ...(typeof socket.alpnProtocol === 'string' && { protocol: socket.alpnProtocol }),
      resumed: socket.isSessionReused(),
      sessions: sessions.map(readSession),
    },
    ...(session && { session }),
  };
}

/** What SNI carries (RFC 6066 §3); undefined where it is left out. */
function nameOf(endpoint: Endpoint, { serverName: wanted }: HandshakeOffer): string | undefined {
  return wanted === undefined ? serverName(endpoint) : (wanted ?? undefined);
}

function tlsOptions(
  endpoint: Endpoint,
  offer: HandshakeOffer,
  client: ClientCertificate | undefined,
): tls.ConnectionOptions {
  const { protocols, session, version, tickets = true } = offer;
  return {
    // Without a name node:tls would send that of the host; an empty one is not sent.
    servername: nameOf(endpoint, offer) ?? '',
    ...(protocols && { ALPNProtocols: [...protocols] }),
    ...(session && { session }),
    // Who the server is, is not what is looked at here.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    secureContext: contextTrusting(undefined, {
      minVersion: version ?? 'TLSv1.2',
      maxVersion: version ?? 'TLSv1.3',
      // Weak keys and hashes are the findings of others.
      ciphers: 'DEFAULT@SECLEVEL=0',
      secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT | (tickets ? 0 : constants.SSL_OP_NO_TICKET),
      ...client,
    }),
  };
}
