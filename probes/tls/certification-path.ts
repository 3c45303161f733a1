import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

/** How the certificates that a server sent certify each other, whatever order they came in. Serialisable. */
export interface CertificationPath {
  /** Places in what was sent, from the leaf (0) to the last certificate that certifies the one before it. */
  readonly places: readonly number[];
  /** PEM of the trust anchor that the path ends at, or passes; absent: none is known. */
  readonly anchor?: string;
}

/** More than any path has; a server that sends hundreds of certificates of one name is not followed further. */
const longest = 10;

/**
 * Builds the path from the leaf by names and signatures alone.
 *
 * Dates, key usage and constraints play no part, so that each of them can be judged for itself: OpenSSL reports one
 * problem of several.
 *
 * @param sent DER that OpenSSL has parsed, the leaf first
 * @param ca PEM, trusted beside Node's own roots
 */
export function certificationPath(sent: readonly Buffer[], ca: string | undefined): CertificationPath {
  const certificates = sent.map((der) => new X509Certificate(der));
  const places = certificates.length === 0 ? [] : [0];
  while (places.length > 0 && places.length < longest) {
    const next = issuerAmong(certificates, places);
    if (next === -1) break;
    places.push(next);
  }
  const path = places.flatMap((place) => certificates[place] ?? []);
  const anchor = anchorOf(path, ca);
  return { places, ...(anchor && { anchor: anchor.toString() }) };
}

/** The place of the certificate that certifies the last of the path; -1 where the path ends. */
function issuerAmong(certificates: readonly X509Certificate[], places: readonly number[]): number {
  const last = certificates[places.at(-1) ?? 0];
  const used = new Set(places.map((place) => certificates[place]?.fingerprint256));
  return certificates.findIndex(
    (candidate) => last && !used.has(candidate.fingerprint256) && certifies(candidate, last),
  );
}

/** Whether one certificate has the name and the key of the other's issuer. */
function certifies(issuer: X509Certificate, certificate: X509Certificate): boolean {
  if (issuer.subject !== certificate.issuer) return false;
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    // A key or an algorithm that the local OpenSSL does not have: nothing shows that it certifies.
    return false;
  }
}

function anchorOf(path: readonly X509Certificate[], ca: string | undefined): X509Certificate | undefined {
  const own = ca?.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return (
    anchoring(
      path,
      own.map((pem) => new X509Certificate(pem)),
    ) ?? anchoring(path, builtIn())
  );
}

function anchoring(
  path: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
): X509Certificate | undefined {
  return path
    .flatMap((certificate) =>
      anchors.filter(
        (anchor) => anchor.fingerprint256 === certificate.fingerprint256 || certifies(anchor, certificate),
      ),
    )
    .at(0);
}

let roots: readonly X509Certificate[] | undefined;

/** Node's roots take some milliseconds to parse, and most targets of an authority of their own need none. */
function builtIn(): readonly X509Certificate[] {
  roots ??= rootCertificates.map((pem) => new X509Certificate(pem));
  return roots;
}
