import { elements, objectIdentifier } from './der.ts';

/** How a certificate is signed. */
export interface SignatureAlgorithm {
  /** As OpenSSL names it, such as `sha256WithRSAEncryption`; the OID where it is not known here. */
  readonly name: string;
  /** `sha256`, `sha1`, …; absent where the algorithm has no separate hash (Ed25519) or is not known. */
  readonly hash?: string;
}

const algorithms: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.2': { name: 'md2WithRSAEncryption', hash: 'md2' },
  '1.2.840.113549.1.1.4': { name: 'md5WithRSAEncryption', hash: 'md5' },
  '1.2.840.113549.1.1.5': { name: 'sha1WithRSAEncryption', hash: 'sha1' },
  '1.2.840.113549.1.1.11': { name: 'sha256WithRSAEncryption', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { name: 'sha384WithRSAEncryption', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { name: 'sha512WithRSAEncryption', hash: 'sha512' },
  '1.2.840.113549.1.1.14': { name: 'sha224WithRSAEncryption', hash: 'sha224' },
  '1.2.840.10040.4.3': { name: 'dsaWithSHA1', hash: 'sha1' },
  '2.16.840.1.101.3.4.3.2': { name: 'dsa_with_SHA256', hash: 'sha256' },
  '1.2.840.10045.4.1': { name: 'ecdsa-with-SHA1', hash: 'sha1' },
  '1.2.840.10045.4.3.1': { name: 'ecdsa-with-SHA224', hash: 'sha224' },
  '1.2.840.10045.4.3.2': { name: 'ecdsa-with-SHA256', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { name: 'ecdsa-with-SHA384', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { name: 'ecdsa-with-SHA512', hash: 'sha512' },
  '1.3.101.112': { name: 'Ed25519' },
  '1.3.101.113': { name: 'Ed448' },
  '2.16.840.1.101.3.4.3.17': { name: 'ML-DSA-44' },
  '2.16.840.1.101.3.4.3.18': { name: 'ML-DSA-65' },
  '2.16.840.1.101.3.4.3.19': { name: 'ML-DSA-87' },
};

const rsassaPss = '1.2.840.113549.1.1.10';

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
};

/**
 * The algorithm that signed a certificate (RFC 5280 §4.1.1.2).
 *
 * node:crypto tells it from Node 24 on only, and a complete ASN.1 library takes longer to load than a handshake,
 * so that the few bytes of DER are read here.
 *
 * @param certificate DER that OpenSSL has parsed already
 * @throws ProbeError `malformed` where it is no DER all the same
 */
export function signatureAlgorithm(certificate: Buffer): SignatureAlgorithm {
  const [outer] = elements(certificate);
  // Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }
  const [, identifier] = elements(outer?.content);
  return algorithmIn(identifier?.content);
}

/** The algorithm that the content of an AlgorithmIdentifier names. */
export function algorithmIn(identifier: Buffer | undefined): SignatureAlgorithm {
  // AlgorithmIdentifier ::= SEQUENCE { algorithm, parameters OPTIONAL }
  const [algorithm, parameters] = elements(identifier);
  const oid = objectIdentifier(algorithm?.content);
  if (oid === rsassaPss) return { name: 'rsassaPss', hash: pssHash(parameters?.content) };
  return algorithms[oid] ?? { name: oid };
}

/** RFC 4055 §3.1: `hashAlgorithm [0] HashAlgorithm DEFAULT sha1Identifier`. */
function pssHash(parameters: Buffer | undefined): string {
  const hashAlgorithm = elements(parameters).find(({ tag }) => tag === 0xa0);
  if (!hashAlgorithm) return 'sha1';
  const [identifier] = elements(hashAlgorithm.content);
  const [algorithm] = elements(identifier?.content);
  const oid = objectIdentifier(algorithm?.content);
  return hashes[oid] ?? oid;
}
