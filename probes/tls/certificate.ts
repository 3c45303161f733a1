import { X509Certificate } from 'node:crypto';
import type tls from 'node:tls';
import { bareHost } from '../http/authority.ts';
import { ProbeError } from '../problem.ts';
import { usesOf } from './certificate-parts.ts';
import { describeCertificate, type Certificate } from './certificate-details.ts';
import type { ClientCertificate } from './client-certificate.ts';
import { certificationPath } from './certification-path.ts';
import { peerOf, type Endpoint } from './endpoint.ts';
import { completeHandshake, type KeyType } from './handshake.ts';
import { coversName } from './names.ts';
import { readStaple, type Staple } from './staple.ts';

/** What a server proves its identity with. Serialisable. */
export interface CertificateObservation {
  readonly kind: 'certificate';
  readonly endpoint: Endpoint;
  /** Exactly the certificates that the server sent, in its order, the leaf first. None is added from a trust store. */
  readonly chain: readonly [leaf: Certificate, ...others: Certificate[]];
  /** Whether OpenSSL builds a path from the leaf to a trusted root at today's date. Names are not part of it. */
  readonly authorized: boolean;
  /** OpenSSL's code, such as `CERT_HAS_EXPIRED`; of several problems only the last that it came upon. */
  readonly authorizationError?: string;
  /** Places in `chain`, from the leaf on, of those that certify each other by name and signature. */
  readonly path: readonly number[];
  /** The trusted root that the path leads to; absent: none is known. Dates and uses play no part. */
  readonly anchor?: { readonly subject: string; readonly fingerprint256: string; readonly spki256: string };
  /** The OCSP response that came with the handshake; absent: none did. */
  readonly staple?: Staple;
  /** Why the leaf does not cover the endpoint's host; absent where it does. */
  readonly nameError?: string;
  /** The negotiated version, as node:tls spells it. */
  readonly protocol: string;
  /** The negotiated suite by its IANA name. */
  readonly cipher: string;
  readonly durationMs: number;
}

interface ObservationSettings {
  readonly timeoutMs: number;
  readonly ca?: string;
  readonly now?: Date;
  readonly keyType?: KeyType;
  readonly client?: ClientCertificate | undefined;
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
 * @param options.client presented where the server asks for a certificate
 * @param options.keyType offer signatures of this key type alone; a server without such a certificate refuses
 * @throws ProbeError where no handshake comes about within `timeoutMs`, or the server has no certificate
 */
export async function observeCertificate(
  endpoint: Endpoint,
  { timeoutMs, ca, now = new Date(), keyType, client }: ObservationSettings,
): Promise<CertificateObservation> {
  const startedAt = performance.now();
  let staple: Buffer | undefined;
  const socket = await completeHandshake(endpoint, {
    timeoutMs,
    ...(ca !== undefined && { ca }),
    ...(keyType && { keyType }),
    client,
    onStaple: (response) => {
      staple = response;
    },
  });
  try {
    return {
      ...describeHandshake(socket, endpoint, { now, staple, ...(ca !== undefined && { ca }) }),
      durationMs: performance.now() - startedAt,
    };
  } finally {
    // Not at once: the server is to see our Finished, or its log speaks of a broken handshake.
    socket.destroySoon();
  }
}

/**
 * What a completed handshake shows. It can be asked for once per socket.
 *
 * @param settings.ca what the socket's context was told to trust, PEM
 */
export function describeHandshake(
  socket: tls.TLSSocket,
  endpoint: Endpoint,
  { ca, now = new Date(), staple }: { ca?: string; now?: Date; staple?: Buffer | undefined },
): Omit<CertificateObservation, 'durationMs'> {
  const sent = sentCertificates(socket);
  const [leaf, ...others] = sent.map((certificate) => describeCertificate(certificate, now));
  if (!leaf)
    throw new ProbeError('malformed', `${peerOf(endpoint)} completed a handshake without a certificate.`);
  const nameError = coversName(leaf, bareHost(endpoint.host));
  return {
    kind: 'certificate',
    endpoint,
    chain: [leaf, ...others],
    ...trustOf(socket),
    ...pathOf(sent, ca, staple),
    ...(nameError !== undefined && { nameError }),
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
  };
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

/** Without the issuer's certificate nothing can be said of a staple, not even which certificate it is about. */
function pathOf(sent: readonly X509Certificate[], ca: string | undefined, response: Buffer | undefined) {
  const { places, anchor: pem } = certificationPath(
    sent.map(({ raw }) => raw),
    ca,
  );
  const anchor = pem === undefined ? undefined : new X509Certificate(pem);
  const leaf = sent[0];
  const issuer = sent[places[1] ?? -1] ?? anchor;
  return {
    path: places,
    ...(anchor && {
      anchor: {
        subject: anchor.subject,
        fingerprint256: anchor.fingerprint256,
        spki256: usesOf(anchor.raw).spki256,
      },
    }),
    ...(response && leaf && { staple: stapleOf(response, leaf, issuer) }),
  };
}

function stapleOf(response: Buffer, leaf: X509Certificate, issuer: X509Certificate | undefined): Staple {
  if (!issuer) return { outcome: 'useless', reason: "the leaf's issuer is not known" };
  return readStaple(response, leaf.raw, issuer.raw);
}
