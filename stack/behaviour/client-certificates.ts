import type { LoadedProfile } from '../../profiles/index.ts';

/** The versions in which clients prove who they are with a certificate of their own. */
type MutualVersion = 'TLSv1.2' | 'TLSv1.3';

/** One thing that the entry looks at before it lets a client through; each refuses one kind of client. */
export type ClientCheck =
  | 'presence'
  | 'authority'
  | 'self-signature'
  | 'issuer-rights'
  | 'expiry'
  | 'start'
  | 'usage'
  | 'revocation'
  | 'session-certificate'
  | 'session-name';

/** Whom the TLS entry lets through, and what becomes of all others. */
export interface ClientCertificateBehaviour {
  /** Whether there are certificates for clients. */
  readonly issued: boolean;
  /** Whether clients are asked for theirs. */
  readonly requested: boolean;
  /**
   * What is looked at, by version. `session-certificate`: a resumed session has the certificate of its first handshake.
   * `session-name`: it counts under the name of that handshake alone.
   */
  readonly checks: Readonly<Record<MutualVersion, readonly ClientCheck[]>>;
  /** Whether the request for a certificate names the authority whose certificates are accepted. */
  readonly namesAuthority: boolean;
  /** Versions in which nobody is let through. */
  readonly closed: readonly MutualVersion[];
  readonly refusal: {
    readonly status: number;
    /** Whether a client that is refused has to send its body first. */
    readonly when: 'before-body' | 'after-body';
  };
  /** Versions in which the application is not told whose session was resumed. */
  readonly forgetsIdentity: readonly MutualVersion[];
}

export const CLIENT_CHECKS: readonly ClientCheck[] = [
  'presence',
  'authority',
  'self-signature',
  'issuer-rights',
  'expiry',
  'start',
  'usage',
  'revocation',
  'session-certificate',
  'session-name',
];

/** Everything is looked at where the profile has a section for it; all others are let through unasked. */
export function clientCertificatesFor({ clientCertificates }: LoadedProfile): ClientCertificateBehaviour {
  return {
    issued: clientCertificates !== undefined,
    requested: clientCertificates !== undefined,
    checks: { 'TLSv1.2': CLIENT_CHECKS, 'TLSv1.3': CLIENT_CHECKS },
    closed: [],
    namesAuthority: true,
    // As nginx answers: Node's TLS server closes without an alert where it does not accept a certificate.
    refusal: { status: 400, when: 'before-body' },
    forgetsIdentity: [],
  };
}
