import type { LoadedProfile } from '../../profiles/index.ts';

/** What the TLS entry chooses in ALPN (RFC 7301). */
export interface TlsAlpnBehaviour {
  /** In the order of preference. */
  readonly protocols: readonly ('h2' | 'http/1.1')[];
  /** Protocols that it does not speak and chooses all the same, before its own. */
  readonly foreign: readonly string[];
  /** A client that offers nothing of these: no_application_protocol, or a handshake without a protocol. */
  readonly others: 'alert' | 'ignore';
}

/** The protocols of the profile; where it is silent, both. */
export function tlsAlpnFor({ tls }: LoadedProfile): TlsAlpnBehaviour {
  return { protocols: tls?.alpn ?? ['h2', 'http/1.1'], foreign: [], others: 'alert' };
}
