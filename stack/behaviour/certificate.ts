import type { LoadedProfile } from '../../profiles/index.ts';

/** The certificate that the TLS entry presents. It is issued when the stack starts. */
export interface CertificateBehaviour {
  /** Names and addresses that the leaf covers. */
  readonly names: readonly string[];
  /** Days from now, negative for the past. */
  readonly notBeforeDays: number;
  readonly notAfterDays: number;
  readonly key: 'EC-P-256' | 'RSA-1024';
  readonly hash: 'SHA-256' | 'SHA-1';
  /**
   * What the server sends: leaf and intermediate, the leaf alone, a self-signed leaf, or leaf and intermediate of
   * an authority that nobody was told about.
   */
  readonly chain: 'complete' | 'leaf-only' | 'self-signed' | 'unknown-authority';
}

/** Lifetime of the reference certificate; the public limit since March 2026 is 200 days. */
const LIFETIME_DAYS = 90;

/** A certificate that satisfies the `certificate` section of the profile. */
export function certificateFor(profile: LoadedProfile): CertificateBehaviour {
  return {
    names: ['localhost', '127.0.0.1', '::1', ...(profile.certificate?.names ?? [])],
    notBeforeDays: -1,
    notAfterDays: LIFETIME_DAYS,
    key: 'EC-P-256',
    hash: 'SHA-256',
    chain: 'complete',
  };
}
