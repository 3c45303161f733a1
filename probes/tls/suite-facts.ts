/** Why a suite is not what one would choose today. */
export type SuiteWeakness =
  /** A key that a law of the nineties made short. */
  | 'export'
  /** No encryption. */
  | 'null'
  /** Nobody proves an identity. */
  | 'anonymous'
  | 'rc4'
  | 'rc2'
  | '3des'
  | 'des'
  | 'idea'
  | 'seed'
  | 'md5'
  /** HMAC with SHA-1. */
  | 'sha1'
  /** CBC with MAC-then-encrypt: padding oracles. */
  | 'cbc'
  /** The client encrypts the secret with the key of the certificate: no forward secrecy, Bleichenbacher's oracle. */
  | 'static-rsa'
  /** The Diffie-Hellman key is that of the certificate: no forward secrecy. */
  | 'static-dh'
  /** Keys of DSA. */
  | 'dss'
  /** An integrity tag of 64 bits. */
  | 'short-tag'
  /** GOST, ARIA, Camellia, SM: suites of one country, which few implementations have reviewed. */
  | 'national'
  /** A draft that was superseded or never became a standard. */
  | 'draft';

/** What the name of a suite says. */
export interface SuiteFacts {
  readonly keyExchange:
    'ECDHE' | 'DHE' | 'RSA' | 'ECDH' | 'DH' | 'PSK' | 'SRP' | 'KRB5' | 'GOST' | 'any' | 'other';
  readonly authentication:
    'RSA' | 'ECDSA' | 'DSS' | 'PSK' | 'SRP' | 'KRB5' | 'GOST' | 'anonymous' | 'any' | 'other';
  /** With mode where it has one: `AES-128-GCM`, `RC4`, `NULL`. */
  readonly encryption: string;
  /** Length of the key in effect; 112 for triple DES. */
  readonly bits: number;
  /** `SHA256`, `MD5`, …; `AEAD` where encryption brings integrity along. */
  readonly mac: string;
  /** Keys of a recorded connection stay secret when the long-term key becomes known. */
  readonly forwardSecrecy: boolean;
  readonly aead: boolean;
  readonly weaknesses: readonly SuiteWeakness[];
}

/** The last part is the hash: of the MAC, or with AEAD that of the key derivation. */
const hash =
  /_(NULL|MD5(?:_1)?|SHA(?:256|384|512)?|SM3|GOSTR3411|GOST94|STREEBOG256|OMAC|IMIT|STREAM|[LS])(?:_OLD|_2)?$/;

/**
 * Reads a suite's name, in the words of IANA or of SSLv2 (`SSL_CK_…`).
 *
 * @throws TypeError where it is no name of a suite
 */
export function suiteFacts(name: string): SuiteFacts {
  const known = cache.get(name);
  if (known) return known;
  const facts = readName(name);
  cache.set(name, facts);
  return facts;
}

const cache = new Map<string, SuiteFacts>();

function readName(name: string): SuiteFacts {
  const [prefix, cipher] = splitName(name);
  if (cipher === undefined) throw new TypeError(`${JSON.stringify(name)} is not the name of a cipher suite`);
  const keyExchange = keyExchangeOf(prefix);
  const authentication = authenticationOf(prefix, keyExchange);
  const encryption = encryptionOf(cipher);
  const aead = /GCM|CCM|POLY1305|AEGIS|MGM/.test(cipher);
  const mac = aead ? 'AEAD' : (hash.exec(cipher)?.[1] ?? 'unknown');
  const forwardSecrecy = keyExchange === 'any' || keyExchange === 'ECDHE' || keyExchange === 'DHE';
  return {
    keyExchange,
    authentication,
    encryption,
    bits: bitsOf(cipher, name),
    mac,
    forwardSecrecy,
    aead,
    weaknesses: weaknessesOf({ name, cipher, keyExchange, authentication, mac }),
  };
}

/** Before WITH stands who agrees on a key, after it how data is protected. TLS 1.3 has the latter only. */
function splitName(name: string): [prefix: string, cipher: string | undefined] {
  const [, ssl2] = /^SSL_CK_(.+)$/.exec(name) ?? [];
  if (ssl2 !== undefined) return ['RSA', ssl2 === 'NULL' ? 'NULL_NULL' : ssl2.replace('_WITH', '')];
  const [, prefix = '', cipher] = /^(?:TLS|SSL)_(?:(.+?)_WITH_)?([A-Z0-9]+(?:_\w+)?)$/.exec(name) ?? [];
  return [prefix, cipher];
}

function keyExchangeOf(prefix: string): SuiteFacts['keyExchange'] {
  if (prefix === '') return 'any';
  if (/^(ECDHE|ECDH_anon|CECPQ1|ECCPWD)/.test(prefix)) return 'ECDHE';
  if (/^(DHE|DH_anon|PSK_DHE)/.test(prefix)) return 'DHE';
  if (/^RSA/.test(prefix)) return 'RSA';
  if (/^GOST/.test(prefix)) return 'GOST';
  const [, first] = /^(ECDH|DH|PSK|SRP|KRB5)(?:_|$)/.exec(prefix) ?? [];
  return (first as SuiteFacts['keyExchange'] | undefined) ?? 'other';
}

function authenticationOf(
  prefix: string,
  keyExchange: SuiteFacts['keyExchange'],
): SuiteFacts['authentication'] {
  if (keyExchange === 'any' || keyExchange === 'GOST') return keyExchange;
  if (/anon/.test(prefix)) return 'anonymous';
  if (/PSK/.test(prefix)) return 'PSK';
  const [, word] = /(ECDSA|RSA|DSS)(?:_|$)/.exec(prefix) ?? [];
  if (word !== undefined) return word as SuiteFacts['authentication'];
  return keyExchange === 'SRP' || keyExchange === 'KRB5' ? keyExchange : 'other';
}

function encryptionOf(cipher: string): string {
  if (/^(NULL|SHA)/.test(cipher)) return 'NULL';
  if (/^(3DES|DES_192)/.test(cipher)) return '3DES-EDE-CBC';
  if (/^DES/.test(cipher)) return cipher.includes('CFB') ? 'DES-CFB' : 'DES-CBC';
  return cipher
    .replace(/_(EXPORT)?(40|56)(?=_MD5|_SHA)/, '')
    .replace(/(_8)?(_SHA\d*|_MD5|_SM3|_IMIT|_OMAC|_GOST94|_STREAM|_L|_S)?(_OLD|_2)?$/, '$1')
    .replace(/^(RC[24]|IDEA)_(?:64|128)/, '$1')
    .replaceAll('_', '-');
}

function bitsOf(cipher: string, name: string): number {
  if (/^(NULL|SHA)/.test(cipher)) return 0;
  if (/40(_|$)|EXPORT40/.test(cipher)) return 40;
  if (/^(3DES|DES_192)/.test(cipher)) return 112;
  if (/^DES|_56_/.test(cipher)) return 56;
  if (/^RC2_CBC_56/.test(cipher) || name.includes('EXPORT1024')) return 56;
  if (/^(CHACHA20|28147|KUZNYECHIK|MAGMA)/.test(cipher)) return 256;
  if (/^FORTEZZA/.test(cipher)) return 80;
  return Number(/(64|128|256)/.exec(cipher)?.[1] ?? 128);
}

/** A weakness and what shows it in the part of the name that protects data. */
const ofCipher: readonly (readonly [SuiteWeakness, RegExp])[] = [
  ['null', /^(NULL|SHA\d+_)/],
  ['rc4', /^RC4/],
  ['rc2', /^RC2/],
  ['3des', /^(3DES|DES_192)/],
  ['des', /^DES(?!_192)/],
  ['idea', /^IDEA/],
  ['seed', /^SEED/],
  ['cbc', /CBC|CFB/],
  ['short-tag', /CCM_8/],
  ['national', /^(ARIA|CAMELLIA|SM4|SEED|28147|KUZNYECHIK|MAGMA)|GOST|STREEBOG/],
];

function weaknessesOf(facts: {
  name: string;
  cipher: string;
  keyExchange: SuiteFacts['keyExchange'];
  authentication: SuiteFacts['authentication'];
  mac: string;
}): readonly SuiteWeakness[] {
  const { name, cipher, keyExchange, authentication, mac } = facts;
  const found: (readonly [SuiteWeakness, boolean])[] = [
    ['export', name.includes('EXPORT')],
    ['anonymous', authentication === 'anonymous' || /NULL_WITH_NULL/.test(name)],
    ...ofCipher.map(([weakness, pattern]) => [weakness, pattern.test(cipher)] as const),
    ['md5', mac.startsWith('MD5')],
    ['sha1', mac === 'SHA'],
    ['static-rsa', keyExchange === 'RSA'],
    ['static-dh', keyExchange === 'ECDH' || keyExchange === 'DH'],
    ['dss', authentication === 'DSS'],
    ['draft', /_OLD$|EXPORT1024|CECPQ1|FIPS|GOSTR341094|GOSTR341001/.test(name)],
  ];
  return found.filter(([, holds]) => holds).map(([weakness]) => weakness);
}
