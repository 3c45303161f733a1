import { createECDH, createHash, type webcrypto } from 'node:crypto';
import type { AuthorityBehaviour, HashName, KeyKind } from '../behaviour/certificate.ts';
import { PUBLISHED_SEED } from '../behaviour/published-key.ts';

type Signing = (webcrypto.EcKeyGenParams & { hash: string }) | webcrypto.RsaHashedKeyGenParams;

/** RSA keys take long to make: of one process, all that may be the same are. */
const kept = new Map<string, Promise<webcrypto.CryptoKeyPair>>();

/**
 * The key of a leaf. Of one process all leaves of one kind have one key: a browser that trusts by key need not start
 * again for the next.
 */
export function leafKeys(kind: KeyKind): Promise<webcrypto.CryptoKeyPair> {
  const known = kept.get(kind) ?? freshKeys(kind);
  kept.set(kind, known);
  return known;
}

/** The key of an authority. */
export function authorityKeys(kind: AuthorityBehaviour['key']): Promise<webcrypto.CryptoKeyPair> {
  if (kind === 'published') return published();
  if (kind === 'EC-P-256') return freshKeys(kind);
  const name = `authority ${kind}`;
  const known = kept.get(name) ?? freshKeys(kind);
  kept.set(name, known);
  return known;
}

/** How a key signs with a hash. */
export function signingWith({ privateKey }: webcrypto.CryptoKeyPair, hash: HashName): Signing {
  return { ...privateKey.algorithm, hash } as Signing;
}

/** A key of nobody else. */
export function freshKeys(kind: KeyKind): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithmOf(kind), true, ['sign', 'verify']);
}

function algorithmOf(kind: KeyKind): Signing {
  if (kind.startsWith('EC-')) return { name: 'ECDSA', namedCurve: kind.slice(3), hash: 'SHA-256' };
  const modulusLength = Number(kind.slice(4));
  const publicExponent = new Uint8Array([1, 0, 1]);
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent, hash: 'SHA-256' };
}

async function published(): Promise<webcrypto.CryptoKeyPair> {
  const curve = createECDH('prime256v1');
  const secret = createHash('sha256').update(PUBLISHED_SEED).digest();
  curve.setPrivateKey(secret);
  const point = curve.getPublicKey();
  const shared = {
    kty: 'EC',
    crv: 'P-256',
    x: point.toString('base64url', 1, 33),
    y: point.toString('base64url', 33),
  };
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return {
    publicKey: await crypto.subtle.importKey('jwk', shared, algorithm, true, ['verify']),
    privateKey: await crypto.subtle.importKey(
      'jwk',
      { ...shared, d: secret.toString('base64url') },
      algorithm,
      true,
      ['sign'],
    ),
  };
}
