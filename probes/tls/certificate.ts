import type { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { bareHost } from '../http/authority.ts';
import { ProbeError } from '../problem.ts';
import { describeCertificate, type Certificate } from './certificate-details.ts';
import { peerOf, type Endpoint } from './endpoint.ts';
import { completeHandshake } from './handshake.ts';

/** What a server proves its identity with. Serialisable. */
export interface CertificateObservation {
  readonly kind: 'certificate';
  readonly endpoint: Endpoint;
  /** Exactly the certificates that the server sent, in its order, the leaf first. None is added from a trust store. */
  readonly chain: readonly [leaf: Certificate, ...others: Certificate[]];
  /** Whether OpenSSL builds a path from the leaf to a trusted root at today's date. Names are not part of it. */
  readonly authorized: boolean;
  /** OpenSSL's code, such as `CERT_HAS_EXPIRED`; only the first of several problems. */
  readonly authorizationError?: string;
  /** Why the leaf does not cover the endpoint's host; absent where it does. */
  readonly nameError?: string;
  /** The negotiated version, as node:tls spells it. */
  readonly protocol: string;
  /** The negotiated suite by its IANA name. */
  readonly cipher: string;
  readonly durationMs: number;
}

/**
 * Completes a handshake and reports the certificates, whether they are trusted, and for which names.
 *
 * The handshake accepts what a careful client would not (TLS 1.0, weak keys, SHA-1, no trust), so that those can be
 * observed. For that reason `authorized` says nothing about the strength of keys and signatures.
 *
 * `ca` stands beside Node's built-in roots.
 *
 * @param options.ca PEM
 * @param options.now what `daysRemaining` is counted from; `authorized` always goes by the clock
 * @throws ProbeError where no handshake comes about within `timeoutMs`, or the server has no certificate
 */
export async function observeCertificate(
  endpoint: Endpoint,
  { timeoutMs, ca, now = new Date() }: { timeoutMs: number; ca?: string; now?: Date },
): Promise<CertificateObservation> {
  const startedAt = performance.now();
  const socket = await completeHandshake(endpoint, { timeoutMs, ...(ca !== undefined && { ca }) });
  try {
    const [leaf, ...others] = sentCertificates(socket).map((certificate) =>
      describeCertificate(certificate, now),
    );
    if (!leaf)
      throw new ProbeError('malformed', `${peerOf(endpoint)} completed a handshake without a certificate.`);
    const nameError = coversName(leaf, bareHost(endpoint.host));
    return {
      kind: 'certificate',
      endpoint,
      chain: [leaf, ...others],
      ...trustOf(socket),
      ...(nameError !== undefined && { nameError }),
      protocol: socket.getProtocol() ?? 'unknown',
      cipher: socket.getCipher().standardName,
      durationMs: performance.now() - startedAt,
    };
  } finally {
    // Not at once: the server is to see our Finished, or its log speaks of a broken handshake.
    socket.destroySoon();
  }
}

/**
 * Checks a name or IP address against a certificate as browsers do (RFC 9525): by the subjectAltName alone,
 * never by the common name; a wildcard covers one label.
 *
 * @returns why the certificate does not cover the name; undefined where it does
 */
export function coversName(leaf: Pick<Certificate, 'subjectAltNames'>, name: string): string | undefined {
  const subjectaltname = leaf.subjectAltNames.map(printedName).join(', ');
  // Without a subject there is no common name to fall back to.
  const certificate = { subject: {}, subjectaltname } as tls.PeerCertificate;
  return tls.checkServerIdentity(name, certificate)?.message;
}

/** The form in which node:tls reads names: what could be mistaken for a separator stands in JSON quotes. */
function printedName({ type, value }: Certificate['subjectAltNames'][number]): string {
  const text = /^[\w.*:-]*$/.test(value) ? value : JSON.stringify(value);
  return `${type === 'IP' ? 'IP Address' : 'DNS'}:${text}`;
}

/**
 * getPeerX509Certificate() links the certificates as they were sent, in their order and with those that are part of
 * no path, whereas getPeerCertificate(true) orders them and completes them from the trust store. It works once per
 * socket: it takes the list from OpenSSL.
 */
function sentCertificates(socket: tls.TLSSocket): X509Certificate[] {
  const certificates: X509Certificate[] = [];
  let certificate = socket.getPeerX509Certificate();
  while (certificate) {
    certificates.push(certificate);
    certificate = certificate.issuerCertificate;
  }
  return certificates;
}

function trustOf(socket: tls.TLSSocket): Pick<CertificateObservation, 'authorized' | 'authorizationError'> {
  // Typed as an Error, it is the error's code (a string) in every Node release, and null where there is none.
  const error = socket.authorizationError as Error | string | null | undefined;
  return { authorized: socket.authorized, ...(error && { authorizationError: String(error) }) };
}
