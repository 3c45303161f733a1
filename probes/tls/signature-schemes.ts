/** The kind of key that a scheme signs with, as suites before TLS 1.3 tell them apart. */
export type SigningKey = 'RSA' | 'ECDSA' | 'DSS';

/**
 * The schemes of IANA "TLS SignatureScheme" and the pairs of RFC 5246 §7.4.1.4.1, most common first.
 * Those without a key are of TLS 1.3 alone.
 */
const schemes: readonly (readonly [code: number, name: string, key?: SigningKey])[] = [
  [0x0403, 'ecdsa_secp256r1_sha256', 'ECDSA'],
  [0x0503, 'ecdsa_secp384r1_sha384', 'ECDSA'],
  [0x0603, 'ecdsa_secp521r1_sha512', 'ECDSA'],
  [0x0807, 'ed25519', 'ECDSA'],
  [0x0808, 'ed448', 'ECDSA'],
  [0x0804, 'rsa_pss_rsae_sha256', 'RSA'],
  [0x0805, 'rsa_pss_rsae_sha384', 'RSA'],
  [0x0806, 'rsa_pss_rsae_sha512', 'RSA'],
  [0x0809, 'rsa_pss_pss_sha256', 'RSA'],
  [0x080a, 'rsa_pss_pss_sha384', 'RSA'],
  [0x080b, 'rsa_pss_pss_sha512', 'RSA'],
  [0x0401, 'rsa_pkcs1_sha256', 'RSA'],
  [0x0501, 'rsa_pkcs1_sha384', 'RSA'],
  [0x0601, 'rsa_pkcs1_sha512', 'RSA'],
  [0x081a, 'ecdsa_brainpoolP256r1tls13_sha256'],
  [0x081b, 'ecdsa_brainpoolP384r1tls13_sha384'],
  [0x081c, 'ecdsa_brainpoolP512r1tls13_sha512'],
  [0x0904, 'mldsa44'],
  [0x0905, 'mldsa65'],
  [0x0906, 'mldsa87'],
  [0x0303, 'ecdsa_sha224', 'ECDSA'],
  [0x0301, 'rsa_pkcs1_sha224', 'RSA'],
  [0x0402, 'dsa_sha256', 'DSS'],
  [0x0203, 'ecdsa_sha1', 'ECDSA'],
  [0x0201, 'rsa_pkcs1_sha1', 'RSA'],
  [0x0202, 'dsa_sha1', 'DSS'],
  [0x0302, 'dsa_sha224', 'DSS'],
  [0x0502, 'dsa_sha384', 'DSS'],
  [0x0602, 'dsa_sha512', 'DSS'],
  [0x0101, 'rsa_pkcs1_md5', 'RSA'],
];

/** Complete on purpose: a server whose certificate needs a missing scheme answers as if it refused the version. */
export const signatureSchemes: readonly number[] = schemes.map(([code]) => code);

/** The schemes that a suite with this kind of key can be signed with before TLS 1.3. */
export function schemesOf(key: SigningKey): readonly number[] {
  return schemes.filter(([, , ofKey]) => ofKey === key).map(([code]) => code);
}

/** The name of a scheme, or its number where it has none. */
export function schemeName(code: number): string {
  const known = schemes.find(([known]) => known === code);
  return known?.[1] ?? `unknown (0x${code.toString(16).padStart(4, '0')})`;
}
