import type { LoadedProfile } from '../../profiles/index.ts';

/** What the TLS entry makes of the server name that a client asks for (RFC 6066 §3). */
export interface TlsNameBehaviour {
  /** The names that are its own. */
  readonly known: readonly string[];
  /** A handshake for another name; `refuse` ends it with unrecognized_name. */
  readonly unknown: 'serve' | 'refuse';
  /** A handshake without a name. */
  readonly absent: 'serve' | 'refuse';
  /** Whether `known` is compared byte for byte. */
  readonly caseSensitive: boolean;
  /** A request whose host is another than the name of its handshake; `misdirect` answers 421. */
  readonly mismatch: 'serve' | 'misdirect' | 'misdirect-http1';
}

/** Names as the profile wants them; where it is silent, everybody gets the one certificate. */
export function tlsNamesFor({ tls, certificate }: LoadedProfile): TlsNameBehaviour {
  const { unknown, absent, mismatch } = tls?.names ?? {};
  return {
    known: ['localhost', ...(certificate?.names ?? [])],
    unknown: unknown === 'refused' ? 'refuse' : 'serve',
    absent: absent === 'refused' ? 'refuse' : 'serve',
    caseSensitive: false,
    mismatch: mismatch === 'refused' ? 'misdirect' : 'serve',
  };
}
