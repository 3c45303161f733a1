/** Suites that OpenSSL 3 can serve, by their IANA names: the number and what OpenSSL calls them. */
const suites: Readonly<Record<string, readonly [code: number, name: string]>> = {
  TLS_AES_128_GCM_SHA256: [0x1301, 'TLS_AES_128_GCM_SHA256'],
  TLS_AES_256_GCM_SHA384: [0x1302, 'TLS_AES_256_GCM_SHA384'],
  TLS_CHACHA20_POLY1305_SHA256: [0x1303, 'TLS_CHACHA20_POLY1305_SHA256'],
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: [0xc02b, 'ECDHE-ECDSA-AES128-GCM-SHA256'],
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: [0xc02f, 'ECDHE-RSA-AES128-GCM-SHA256'],
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: [0xc02c, 'ECDHE-ECDSA-AES256-GCM-SHA384'],
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384: [0xc030, 'ECDHE-RSA-AES256-GCM-SHA384'],
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: [0xcca9, 'ECDHE-ECDSA-CHACHA20-POLY1305'],
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256: [0xcca8, 'ECDHE-RSA-CHACHA20-POLY1305'],
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256: [0xc023, 'ECDHE-ECDSA-AES128-SHA256'],
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256: [0xc027, 'ECDHE-RSA-AES128-SHA256'],
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA: [0xc009, 'ECDHE-ECDSA-AES128-SHA'],
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: [0xc013, 'ECDHE-RSA-AES128-SHA'],
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA: [0xc00a, 'ECDHE-ECDSA-AES256-SHA'],
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA: [0xc014, 'ECDHE-RSA-AES256-SHA'],
  TLS_ECDHE_ECDSA_WITH_NULL_SHA: [0xc006, 'ECDHE-ECDSA-NULL-SHA'],
  TLS_ECDH_anon_WITH_AES_128_CBC_SHA: [0xc018, 'AECDH-AES128-SHA'],
  TLS_RSA_WITH_AES_128_GCM_SHA256: [0x009c, 'AES128-GCM-SHA256'],
};

/** Groups that OpenSSL 3 has, by their IANA names. */
const groups: Readonly<Record<string, readonly [code: number, name: string]>> = {
  x25519: [0x001d, 'X25519'],
  x448: [0x001e, 'X448'],
  secp256r1: [0x0017, 'P-256'],
  secp384r1: [0x0018, 'P-384'],
  secp521r1: [0x0019, 'P-521'],
  ffdhe2048: [0x0100, 'ffdhe2048'],
};

/**
 * OpenSSL's list of these suites, those that it does not have left out. Old versions, weak keys and hashes are at
 * its security level 0 only.
 */
export function cipherList(names: readonly string[]): string {
  const known = names.flatMap((name) => suites[name]?.[1] ?? []);
  return [...known, '@SECLEVEL=0'].join(':');
}

/** The numbers of these suites, those that OpenSSL does not have left out. */
export function suiteCodes(names: readonly string[]): number[] {
  return names.flatMap((name) => suites[name]?.[0] ?? []);
}

/** OpenSSL's list of these groups, those that it does not have left out. */
export function groupList(names: readonly string[]): string {
  return names.flatMap((name) => groups[name]?.[1] ?? []).join(':');
}

/** The numbers of these groups, those that OpenSSL does not have left out. */
export function groupCodes(names: readonly string[]): number[] {
  return names.flatMap((name) => groups[name]?.[0] ?? []);
}

/** OpenSSL's list of these signature algorithms, most of which it calls by the same names. */
export function signatureList(names: readonly string[]): string {
  return names.map((name) => (name === 'ecdsa_sha1' ? 'ECDSA+SHA1' : name)).join(':');
}
