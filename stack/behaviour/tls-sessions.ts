import type { LoadedProfile } from '../../profiles/index.ts';

/** How the TLS entry keeps sessions, and whether a connection may negotiate more than once. */
export interface TlsSessionBehaviour {
  /** The versions in which tickets are issued and taken. */
  readonly ticketVersions: readonly ('TLSv1.2' | 'TLSv1.3')[];
  /** Whether TLS 1.2 sessions are kept, to be resumed by their id. */
  readonly ids: boolean;
  /** Stated with each ticket. */
  readonly lifetimeSeconds: number;
  /** `renewed`: each connection gets other keys, as behind a balancer whose servers share none. */
  readonly ticketKeys: 'kept' | 'renewed';
  /** Whether a session of one server name is resumed under another. */
  readonly sharedBetweenNames: boolean;
  /** What a client gets that wants to renegotiate a TLS 1.2 connection. */
  readonly renegotiation: 'refuse' | 'accept';
}

/** What OpenSSL states unless it is told otherwise. */
const USUAL_LIFETIME_SECONDS = 7200;

/** Sessions as the profile wants them; where it is silent, tickets and no ids, as most servers have it. */
export function tlsSessionsFor({ tls }: LoadedProfile): TlsSessionBehaviour {
  const { id, ticket, psk, lifetimeSeconds, otherName } = tls?.sessions ?? {};
  return {
    ticketVersions: [
      ...(ticket === 'refused' ? [] : (['TLSv1.2'] as const)),
      ...(psk === 'refused' ? [] : (['TLSv1.3'] as const)),
    ],
    ids: id === 'required',
    lifetimeSeconds: Math.min(lifetimeSeconds ?? USUAL_LIFETIME_SECONDS, USUAL_LIFETIME_SECONDS),
    ticketKeys: 'kept',
    sharedBetweenNames: otherName !== 'refused',
    renegotiation: 'refuse',
  };
}
