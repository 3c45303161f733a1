import type { KeyObject, X509Certificate } from 'node:crypto';
import { ProbeError } from '../problem.ts';
import { usesOf, type CertificateUses } from './certificate-parts.ts';
import { shortAddress, type SubjectAltName } from './names.ts';
import { signatureAlgorithm, type SignatureAlgorithm } from './signature-algorithm.ts';

interface PublicKey {
  /** `RSA`, `RSA-PSS`, `EC`, `DSA`, `Ed25519`, `Ed448`, or `unknown` where the local OpenSSL cannot read it. */
  readonly type: string;
  /** Size as it is commonly stated: modulus of RSA, field of a curve. Absent where it is not known. */
  readonly bits?: number;
  /** As OpenSSL names it: `prime256v1`. */
  readonly curve?: string;
}

/** One certificate of a chain. Serialisable. */
export interface Certificate {
  /** One attribute per line, as OpenSSL prints it: `CN=shop.test`. */
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal, upper case. */
  readonly serialNumber: string;
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Whole days until `validTo`, rounded down: 0 on the last day, negative once it has expired. */
  readonly daysRemaining: number;
  /** The DNS and IP names of the subjectAltName extension (RFC 5280 §4.2.1.6); other types are left out. */
  readonly subjectAltNames: readonly SubjectAltName[];
  readonly key: PublicKey;
  readonly signatureAlgorithm: SignatureAlgorithm;
  /** Issued by its own subject and signed with its own key. */
  readonly selfSigned: boolean;
  readonly uses: CertificateUses;
  /** SHA-256 of the DER, in colon-separated hexadecimal. */
  readonly fingerprint256: string;
  readonly pem: string;
}

const dayMs = 86_400_000;

/** Whole days from `now` to a date, rounded down. */
export function daysUntil(date: Date, now: Date): number {
  return Math.floor((date.getTime() - now.getTime()) / dayMs);
}

/**
 * Reads what a report needs to know about a certificate.
 *
 * @param now what the days that remain are counted from
 * @throws ProbeError `malformed` where its dates are none
 */
export function describeCertificate(certificate: X509Certificate, now: Date): Certificate {
  const validTo = dateOf(certificate.validTo);
  const key = publicKeyOf(certificate);
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    serialNumber: certificate.serialNumber,
    validFrom: dateOf(certificate.validFrom).toISOString(),
    validTo: validTo.toISOString(),
    daysRemaining: daysUntil(validTo, now),
    subjectAltNames: parseSubjectAltNames(certificate.subjectAltName),
    key: describeKey(key, certificate),
    signatureAlgorithm: signatureAlgorithm(certificate.raw),
    selfSigned: key !== undefined && certificate.checkIssued(certificate) && certificate.verify(key),
    uses: usesOf(certificate.raw),
    fingerprint256: certificate.fingerprint256,
    pem: certificate.toString(),
  };
}

/** OpenSSL prints `Bad time value` for a field that is not a date. */
function dateOf(printed: string): Date {
  const date = new Date(printed);
  if (!Number.isNaN(date.getTime())) return date;
  throw new ProbeError(
    'malformed',
    `The server's certificate has a validity date that cannot be read (${printed}).`,
  );
}

function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    // An algorithm that this OpenSSL does not have. The certificate can be observed, its key cannot.
    return undefined;
  }
}

const keyTypes: Readonly<Record<string, PublicKey>> = {
  rsa: { type: 'RSA' },
  'rsa-pss': { type: 'RSA-PSS' },
  dsa: { type: 'DSA' },
  ec: { type: 'EC' },
  ed25519: { type: 'Ed25519', bits: 256 },
  ed448: { type: 'Ed448', bits: 456 },
};

function describeKey(key: KeyObject | undefined, certificate: X509Certificate): PublicKey {
  const type = key?.asymmetricKeyType;
  if (!key || !type) return { type: 'unknown' };
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const bits = modulusLength ?? (type === 'ec' ? certificate.toLegacyObject().bits : undefined);
  return {
    ...(keyTypes[type] ?? { type }),
    ...(bits !== undefined && { bits }),
    ...(namedCurve !== undefined && { curve: namedCurve }),
  };
}

/** Node prints `DNS:a.test, IP Address:127.0.0.1`, and quotes as JSON what could be mistaken for a separator. */
function parseSubjectAltNames(printed = ''): SubjectAltName[] {
  const names: SubjectAltName[] = [];
  for (const [, type, text = ''] of printed.matchAll(/(?:^|, )([^:,]+):("(?:[^"\\]|\\.)*"|[^,]*)/g)) {
    const value = text.startsWith('"') ? String(JSON.parse(text)) : text;
    if (type === 'DNS') names.push({ type, value });
    if (type === 'IP Address') names.push({ type: 'IP', value: shortAddress(value) });
  }
  return names;
}
