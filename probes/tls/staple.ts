import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { ProbeError } from '../problem.ts';
import { partsOf, usesOf } from './certificate-parts.ts';
import {
  elements,
  generalizedTime,
  inside,
  malformed,
  objectIdentifier,
  tags,
  type DerElement,
} from './der.ts';
import { algorithmIn } from './signature-algorithm.ts';
import { timestampsIn, type Timestamp } from './timestamps.ts';

/** A stapled OCSP response (RFC 6960 §4.2). Serialisable. */
export type Staple =
  | {
      readonly outcome: 'answer';
      /** What it says of the leaf; absent: it is about other certificates. */
      readonly status?: 'good' | 'revoked' | 'unknown';
      /** ISO 8601; absent where nothing is said of the leaf. */
      readonly thisUpdate?: string;
      /** Absent: newer information is always to be had. */
      readonly nextUpdate?: string;
      /** Whether the leaf's issuer signed it, or a delegate of that issuer did; absent: cannot be told here. */
      readonly signed?: boolean;
      /** Signed certificate timestamps that it carries (RFC 6962 §3.3). */
      readonly timestamps: readonly Timestamp[];
    }
  /** Nothing that can be read, or the responder's word for having no answer: `tryLater`. */
  | { readonly outcome: 'useless'; readonly reason: string };

const refusals: Readonly<Record<number, string>> = {
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
};

const ocspBasic = '1.3.6.1.5.5.7.48.1.1';
const timestampsId = '1.3.6.1.4.1.11129.2.4.5';

/**
 * Reads a stapled response and finds what it says of the leaf.
 *
 * @param response DER of an OCSPResponse
 * @param leaf DER
 * @param issuer DER of the certificate that certifies the leaf
 */
export function readStaple(response: Buffer, leaf: Buffer, issuer: Buffer): Staple {
  try {
    return read(response, leaf, issuer);
  } catch (error) {
    // A broken response is the server's defect, and none of its certificate.
    if (error instanceof ProbeError) return { outcome: 'useless', reason: error.message };
    throw error;
  }
}

function read(response: Buffer, leaf: Buffer, issuer: Buffer): Staple {
  const [status, body] = inside(response);
  const code = status?.content[0];
  if (code === undefined) throw malformed('an OCSP response without a status');
  if (code !== 0) return { outcome: 'useless', reason: refusals[code] ?? `status ${code}` };
  const [type, octets] = inside(body?.content);
  if (objectIdentifier(type?.content) !== ocspBasic) throw malformed('an OCSP response of another type');
  const [tbs, algorithm, signature, certificates] = inside(octets?.content);
  if (!tbs || !algorithm || !signature) throw malformed('an OCSP response lacks fields');
  const single = singlesIn(tbs).find(([certificate]) => isOf(certificate, leaf, issuer));
  const delegates = certificates ? inside(certificates.content).map(({ bytes }) => bytes) : [];
  return {
    outcome: 'answer',
    ...(single && about(single)),
    ...signedness(signers(issuer, delegates), { tbs, algorithm, signature }),
    timestamps: single ? timestampsOf(single) : [],
  };
}

/** ResponseData ::= SEQUENCE { version [0], responderID [1] or [2], producedAt, responses, extensions [1] } */
function singlesIn(tbs: DerElement): DerElement[][] {
  const responses = elements(tbs.content).find(({ tag }) => tag === 0x30);
  return elements(responses?.content).map(({ content }) => elements(content));
}

const hashNames: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** CertID ::= SEQUENCE { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } */
function isOf(certificate: DerElement | undefined, leaf: Buffer, issuer: Buffer): boolean {
  const [algorithm, nameHash, keyHash, serial] = elements(certificate?.content);
  const hash = hashNames[objectIdentifier(elements(algorithm?.content)[0]?.content)];
  if (hash === undefined || !nameHash || !keyHash || !serial) return false;
  const digest = (bytes: Buffer) => createHash(hash).update(bytes).digest();
  const parts = partsOf(leaf);
  // The key's BIT STRING without its count of unused bits.
  const key = inside(partsOf(issuer).spki)[1]?.content.subarray(1) ?? Buffer.alloc(0);
  return (
    serial.content.equals(parts.serial) &&
    nameHash.content.equals(digest(parts.issuer)) &&
    keyHash.content.equals(digest(key))
  );
}

const statuses: Readonly<Record<number, 'good' | 'revoked' | 'unknown'>> = {
  0x80: 'good',
  0xa1: 'revoked',
  0x82: 'unknown',
};

/** SingleResponse ::= SEQUENCE { certID, certStatus, thisUpdate, nextUpdate [0], singleExtensions [1] } */
function about([, certStatus, thisUpdate, ...optional]: DerElement[]) {
  const status = statuses[certStatus?.tag ?? 0];
  if (status === undefined || !thisUpdate) throw malformed('an OCSP response lacks a status');
  const [nextUpdate] = elements(optional.find(({ tag }) => tag === 0xa0)?.content);
  return {
    status,
    thisUpdate: generalizedTime(thisUpdate).toISOString(),
    ...(nextUpdate && { nextUpdate: generalizedTime(nextUpdate).toISOString() }),
  };
}

function timestampsOf(single: readonly DerElement[]): Timestamp[] {
  const extensions = single.slice(3).find(({ tag }) => tag === 0xa1);
  if (!extensions) return [];
  const found = inside(extensions.content)
    .map(({ content }) => elements(content))
    .find(([id]) => objectIdentifier(id?.content) === timestampsId);
  const value = found?.at(-1);
  return value?.tag === tags.octetString ? timestampsIn(value.content) : [];
}

/** RFC 6960 §4.2.2.2: the issuer itself, or whom it certified for OCSP signing. */
function signers(issuer: Buffer, delegates: readonly Buffer[]): X509Certificate[] {
  const authority = new X509Certificate(issuer);
  const authorized = delegates
    .filter((delegate) => usesOf(delegate).extendedKeyUsage?.includes('OCSPSigning'))
    .map(parsed)
    .filter((delegate) => delegate.issuer === authority.subject && delegate.verify(authority.publicKey));
  return [authority, ...authorized];
}

function parsed(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch {
    throw malformed('a certificate inside an OCSP response');
  }
}

interface Signed {
  readonly tbs: DerElement;
  readonly algorithm: DerElement;
  readonly signature: DerElement;
}

function signedness(
  authorities: readonly X509Certificate[],
  { tbs, algorithm, signature }: Signed,
): { signed?: boolean } {
  const { name, hash } = algorithmIn(algorithm.content);
  // Where OpenSSL does not have the algorithm, nothing can be said.
  if (hash === undefined && !name.startsWith('Ed')) return {};
  const padding = name === 'rsassaPss' && { padding: constants.RSA_PKCS1_PSS_PADDING };
  const bytes = signature.content.subarray(1);
  return {
    signed: authorities.some(({ publicKey }) =>
      verify(hash, tbs.bytes, { key: publicKey, ...padding }, bytes),
    ),
  };
}
