import type { LoadedProfile, TlsVersion } from '../../profiles/index.ts';
import type { ScriptedAnswer } from './scripted-answer.ts';

/** Versions that OpenSSL 3 serves. */
type ServedVersion = Exclude<TlsVersion, 'SSLv2' | 'SSLv3'>;

/** What the TLS entry negotiates. */
export interface TlsEntryBehaviour {
  readonly minVersion: ServedVersion;
  readonly maxVersion: ServedVersion;
  /** Names of the IANA registry, in the server's order. */
  readonly suites: readonly string[];
  readonly order: 'server' | 'client';
  /** Names of the IANA registry. */
  readonly groups: readonly string[];
  /** Names of the IANA registry. */
  readonly signatureAlgorithms: readonly string[];
  readonly extendedMasterSecret: boolean;
  /** Hellos that OpenSSL would not answer like that, and what is answered: nothing but a raw hello sees it. */
  readonly scripted: readonly ScriptedAnswer[];
}

const ORDER: readonly ServedVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** The suites of TLSRef's intermediate configuration 6.0. */
const SUITES = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];

/** OpenSSL has it since 3.5. */
const X25519_MLKEM768 = 0x11ec;

/** What TLS 1.0 and 1.1 have, the same for both kinds of certificate. */
const OLDER_SUITES = ['TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'];

const GROUPS = ['x25519', 'secp256r1', 'secp384r1'];

const SIGNATURES = [
  'ecdsa_secp256r1_sha256',
  'ecdsa_secp384r1_sha384',
  'ecdsa_secp521r1_sha512',
  'rsa_pss_rsae_sha256',
  'rsa_pss_rsae_sha384',
  'rsa_pss_rsae_sha512',
  'rsa_pkcs1_sha256',
];

/** What the `tls` section of the profile asks, and nothing that it does not allow. */
export function tlsEntryFor({ tls }: LoadedProfile): TlsEntryBehaviour {
  const required = ORDER.filter((version) => tls?.versions?.required.includes(version) ?? false);
  const minVersion = required[0] ?? 'TLSv1.2';
  const usual = minVersion < 'TLSv1.2' ? [...SUITES, ...OLDER_SUITES] : SUITES;
  return {
    minVersion,
    maxVersion: required.at(-1) ?? 'TLSv1.3',
    suites: chosen(usual, tls?.suites),
    order: tls?.order ?? 'client',
    groups: chosen(GROUPS, tls?.groups),
    signatureAlgorithms: chosen(SIGNATURES, tls?.signatureAlgorithms),
    extendedMasterSecret: true,
    scripted: tls?.postQuantum === 'required' ? [{ version: 'TLSv1.3', group: X25519_MLKEM768 }] : [],
  };
}

interface Names {
  readonly required?: readonly string[];
  readonly allowed?: readonly string[];
  readonly forbidden?: readonly string[];
}

/** The usual ones that the profile lets stand, and those that it asks for. */
function chosen(usual: readonly string[], { required = [], allowed, forbidden = [] }: Names = {}): string[] {
  const names = [...new Set([...(allowed ?? usual), ...required])];
  return names.filter((name) => !forbidden.includes(name));
}
