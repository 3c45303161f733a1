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
 */
export function signatureAlgorithm(certificate: Buffer): SignatureAlgorithm {
  const [outer] = elements(certificate);
  // Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }
  const [, identifier] = elements(outer?.content);
  // AlgorithmIdentifier ::= SEQUENCE { algorithm, parameters OPTIONAL }
  const [algorithm, parameters] = elements(identifier?.content);
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

interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

/** The DER elements that follow each other in these bytes (X.690 §8.1). */
function elements(bytes: Buffer = Buffer.alloc(0)): Element[] {
  const found: Element[] = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const first = bytes.readUInt8(at + 1);
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    const length = lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes);
    const start = at + 2 + lengthBytes;
    found.push({ tag: bytes.readUInt8(at), content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

/** Dotted form of an OBJECT IDENTIFIER (X.690 §8.19). */
function objectIdentifier(content: Buffer = Buffer.alloc(0)): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (arcs.length === 0)
      arcs.push(Math.min(Math.floor(arc / 40), 2), arc - 40 * Math.min(Math.floor(arc / 40), 2));
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}
