import type { LoadedProfile } from '../../profiles/index.ts';
import { PUBLISHED_PIN } from './published-key.ts';

/** The certificate that the TLS entry presents. It is issued when the stack starts. */
export interface CertificateBehaviour {
  /** Names and addresses that the leaf covers, addresses as iPAddress entries. */
  readonly names: readonly string[];
  /** What the leaf has as dNSName entries beside them, whether it is a DNS name or not. */
  readonly otherDnsNames: readonly string[];
  /** Days from now, negative for the past. */
  readonly notBeforeDays: number;
  readonly notAfterDays: number;
  readonly key: KeyKind;
  /** Of the leaf's signature. MD5 takes an issuer with an RSA key and gives it one. */
  readonly hash: HashName;
  /** Hexadecimal; 128 random bits where it is not given. */
  readonly serial?: string;
  readonly ca: boolean;
  readonly keyUsage: readonly KeyUsage[];
  /** Without any there is no such extension. */
  readonly extendedKeyUsage: readonly Purpose[];
  /** How many logs have signed a timestamp that is embedded. */
  readonly timestamps: number;
  /** Whether the leaf asks clients to insist on a stapled OCSP response. */
  readonly mustStaple: boolean;
  readonly staple: Stapled;
  /** Who signed the leaf: the intermediate of a known or of an unknown root, or its own key. */
  readonly chain: 'known-authority' | 'unknown-authority' | 'self-signed';
  /** The certificates in the order in which they are sent; where a list says `upper`, the path has two intermediates. */
  readonly sent: readonly ('leaf' | 'intermediate' | 'upper' | 'root' | 'stranger')[];
  readonly intermediate: AuthorityBehaviour;
  readonly upper: AuthorityBehaviour;
  /** A second certificate beside the leaf, for clients that cannot verify the leaf's kind of key. */
  readonly twin: 'none' | TwinBehaviour;
  /** What a second loopback address (::1, or 127.0.0.2 without IPv6) presents on the same port. */
  readonly otherAddress: 'not-listening' | 'same' | 'another-leaf';
}

export type KeyKind = 'EC-P-256' | 'EC-P-384' | 'EC-P-521' | 'RSA-1024' | 'RSA-2048';
export type HashName = 'SHA-256' | 'SHA-1' | 'MD5';
export type KeyUsage = 'digitalSignature' | 'keyEncipherment' | 'keyAgreement' | 'keyCertSign' | 'cRLSign';
export type Purpose = 'serverAuth' | 'clientAuth' | 'any';

/** The OCSP response that is stapled to the handshake. */
export type Stapled =
  | 'none'
  | 'good'
  | 'revoked'
  | 'unknown'
  | 'stale'
  | 'old'
  | 'of-another'
  | 'of-another-signer'
  | 'try-later';

export interface AuthorityBehaviour {
  /** `published` is the key that everybody knows and a profile can therefore pin. */
  readonly key: 'EC-P-256' | 'RSA-1024' | 'RSA-2048' | 'published';
  readonly hash: HashName;
  readonly notBeforeDays: number;
  readonly notAfterDays: number;
  readonly ca: boolean;
  readonly pathLength: number;
  readonly keyUsage: readonly KeyUsage[];
}

interface TwinBehaviour {
  readonly key: KeyKind;
  readonly names: readonly string[];
  readonly notAfterDays: number;
}

/** Within every limit that public authorities have or will have, the 47 days from 2029 on included. */
const LIFETIME_DAYS = 45;

const AUTHORITY: AuthorityBehaviour = {
  key: 'EC-P-256',
  hash: 'SHA-256',
  notBeforeDays: -2,
  notAfterDays: 365,
  ca: true,
  pathLength: 0,
  keyUsage: ['digitalSignature', 'keyCertSign'],
};

/** A leaf with nothing wrong, sent with the intermediate that signed it. */
export const ordinaryCertificate: CertificateBehaviour = {
  names: ['localhost', '127.0.0.1', '::1'],
  otherDnsNames: [],
  notBeforeDays: -1,
  notAfterDays: LIFETIME_DAYS,
  key: 'EC-P-256',
  hash: 'SHA-256',
  ca: false,
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: ['serverAuth'],
  timestamps: 0,
  mustStaple: false,
  staple: 'none',
  chain: 'known-authority',
  sent: ['leaf', 'intermediate'],
  intermediate: AUTHORITY,
  upper: { ...AUTHORITY, pathLength: 1 },
  twin: 'none',
  otherAddress: 'not-listening',
};

/** A certificate that satisfies the `certificate` section of the profile. */
export function certificateFor({ certificate }: LoadedProfile): CertificateBehaviour {
  const { lifetime = 'public', names = [], pins = [] } = certificate ?? {};
  const ownNames = certificate?.onlyNames ? ['localhost'] : ordinaryCertificate.names;
  return {
    ...ordinaryCertificate,
    names: [...new Set([...ownNames, ...names])],
    // The day before today counts, and so does the last second.
    ...(lifetime !== 'public' && { notAfterDays: Math.min(LIFETIME_DAYS, lifetime.maxDays - 2) }),
    timestamps: certificate?.transparency?.minimum ?? 0,
    staple: certificate?.stapling ? 'good' : 'none',
    ...(pins.includes(PUBLISHED_PIN) && { intermediate: { ...AUTHORITY, key: 'published' } }),
    otherAddress: certificate?.everyAddress ? 'same' : 'not-listening',
  };
}
