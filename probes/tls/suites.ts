import { suiteFacts } from './suite-facts.ts';
import { suites00 } from './suites-00.ts';
import { suitesC0 } from './suites-c0.ts';
import { otherSuites } from './suites-other.ts';

/** Every cipher suite that had a name: number and name, in SSLv3 and later. */
export const cipherSuites: ReadonlyMap<number, string> = new Map([...otherSuites, ...suitesC0, ...suites00]);

/** The cipher kinds of SSLv2 (its specification, appendix C.4), with those of SSLeay beside them. */
export const ssl2CipherKinds: ReadonlyMap<number, string> = new Map([
  [0x010080, 'SSL_CK_RC4_128_WITH_MD5'],
  [0x020080, 'SSL_CK_RC4_128_EXPORT40_WITH_MD5'],
  [0x030080, 'SSL_CK_RC2_128_CBC_WITH_MD5'],
  [0x040080, 'SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5'],
  [0x050080, 'SSL_CK_IDEA_128_CBC_WITH_MD5'],
  [0x060040, 'SSL_CK_DES_64_CBC_WITH_MD5'],
  [0x060140, 'SSL_CK_DES_64_CBC_WITH_SHA'],
  [0x0700c0, 'SSL_CK_DES_192_EDE3_CBC_WITH_MD5'],
  [0x0701c0, 'SSL_CK_DES_192_EDE3_CBC_WITH_SHA'],
  [0x080080, 'SSL_CK_RC4_64_WITH_MD5'],
  [0xff8000, 'SSL_CK_DES_64_CFB64_WITH_MD5_1'],
  [0x000000, 'SSL_CK_NULL_WITH_MD5'],
  [0xff8010, 'SSL_CK_NULL'],
]);

/** Whether the suite belongs to TLS 1.3, whose suites no other version has, nor it theirs (RFC 8446 §4.1.3). */
export function isTls13Suite(code: number): boolean {
  return tls13.has(code);
}

const tls13: ReadonlySet<number> = new Set(
  [...cipherSuites]
    .filter(([, name]) => suiteFacts(name).keyExchange === 'any' || name.includes('_MGM_'))
    .map(([code]) => code),
);

/** All suites, strongest first: a client would prefer what has fewest weaknesses. */
export const byPreference: readonly number[] = [...cipherSuites.keys()].toSorted((a, b) => rank(a) - rank(b));

function rank(code: number): number {
  const { weaknesses, forwardSecrecy, aead, bits } = suiteFacts(cipherSuites.get(code) ?? '');
  const broken =
    bits < 112 || weaknesses.some((weakness) => weakness === 'anonymous' || weakness === 'rc4') ? 100 : 0;
  return broken + weaknesses.length * 4 + (forwardSecrecy ? 0 : 8) + (aead ? 0 : 2) + (bits >= 128 ? 0 : 1);
}

/** The suites of TLS 1.3, strongest first. */
export const tls13Suites: readonly number[] = byPreference.filter((code) => tls13.has(code));

/** All suites of SSLv3 to TLS 1.2, strongest first. */
export const olderSuites: readonly number[] = byPreference.filter((code) => !tls13.has(code));

/**
 * Those of them that some engine speaks with a certificate or with anonymous key exchange.
 *
 * The weakest are here on purpose. A server that speaks TLS 1.0 with export suites only does speak TLS 1.0,
 * and would answer a shorter list with the same alert as a server that does not.
 */
export const commonSuites: readonly number[] = olderSuites.filter((code) => {
  const name = cipherSuites.get(code) ?? '';
  const { keyExchange, authentication, weaknesses } = suiteFacts(name);
  return (
    ['ECDHE', 'DHE', 'RSA'].includes(keyExchange) &&
    ['RSA', 'ECDSA', 'DSS', 'anonymous'].includes(authentication) &&
    !weaknesses.includes('draft') &&
    !/ARIA_\d+_CBC|28147/.test(name)
  );
});

/** The name of a suite, or its number where it has none. */
export function suiteName(code: number): string {
  return cipherSuites.get(code) ?? `0x${code.toString(16).padStart(4, '0')}`;
}

const suiteNames: ReadonlySet<string> = new Set(cipherSuites.values());

/** Whether a suite has this name. */
export function isSuiteName(name: string): boolean {
  return suiteNames.has(name);
}
