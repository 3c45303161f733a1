import { X509Certificate } from 'node:crypto';
import type { PeerCertificate, TLSSocket, TlsOptions } from 'node:tls';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ClientCertificateBehaviour, ClientCheck } from '../behaviour/client-certificates.ts';
import type { ClientTrust } from './certificates.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Subject of the client's certificate; empty where it has none, or where nobody asked. */
    clientSubject: string;
  }
}

/** SSL_OP_DISABLE_TLSEXT_CA_NAMES of OpenSSL 3, for which node:crypto has no constant. */
const WITHOUT_CA_NAMES = 0x200;

/** What makes a TLS server ask its clients for certificates and remember what is wrong with them. */
export function clientOptions(
  { requested, checks, namesAuthority }: ClientCertificateBehaviour,
  trust: ClientTrust | undefined,
): TlsOptions {
  if (!requested || !trust) return {};
  const listed = Object.values(checks).some((some) => some.includes('revocation'));
  return {
    requestCert: true,
    // Node's own refusal is a closed connection without a word; the entry answers instead.
    rejectUnauthorized: false,
    ca: trust.ca,
    ...(listed && { crl: trust.crl }),
    ...(!namesAuthority && { secureOptions: WITHOUT_CA_NAMES }),
  };
}

/** OpenSSL's codes, by the check that they are for. Any other code refuses whatever is looked at. */
const FLAWS: Readonly<Record<string, ClientCheck>> = {
  UNABLE_TO_GET_ISSUER_CERT: 'authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'authority',
  CERT_SIGNATURE_FAILURE: 'authority',
  // Of several problems Node tells the last: an issuer that is none has no revocation list either.
  INVALID_CA: 'issuer-rights',
  UNABLE_TO_GET_CRL: 'issuer-rights',
  UNSPECIFIED: 'issuer-rights',
  CERT_HAS_EXPIRED: 'expiry',
  CERT_NOT_YET_VALID: 'start',
  INVALID_PURPOSE: 'usage',
  CERT_REVOKED: 'revocation',
};

/** Refuses every request of a client that has not shown a certificate that is accepted. */
export function verifyClients(app: FastifyInstance, behaviour: ClientCertificateBehaviour): void {
  app.decorateRequest('clientSubject', '');
  if (!behaviour.requested) return;
  const names = new NamesByCertificate();
  app.server.on('secureConnection', (socket: TLSSocket) => {
    names.note(socket);
  });
  app.addHook('onRequest', async (request, reply) => {
    // The socket of an HTTP/2 request is a stand-in that has these methods too.
    const { socket } = request.raw as unknown as { socket: TLSSocket };
    const version = versionOf(socket);
    const reason = refusalOf(socket, behaviour, () => names.include(socket, request.hostname));
    if (reason === undefined) {
      const forgotten = socket.isSessionReused() && behaviour.forgetsIdentity.includes(version);
      request.clientSubject = forgotten ? '' : subjectOf(socket);
      return;
    }
    if (behaviour.refusal.when === 'after-body') await drained(request);
    return reply
      .code(behaviour.refusal.status)
      .header('Connection', 'close')
      .type('text/plain; charset=utf-8')
      .send(`${reason}\n`);
  });
}

/** Whose certificate the entry has accepted for this request. */
export function clientSubject({ clientSubject: subject }: FastifyRequest): string {
  return subject;
}

/** Under which names each certificate was shown in a full handshake. */
class NamesByCertificate {
  readonly #names = new Map<string, Set<string>>();

  note(socket: TLSSocket): void {
    const certificate = fingerprintOf(socket);
    if (certificate === undefined || socket.isSessionReused()) return;
    const known = this.#names.get(certificate) ?? new Set();
    this.#names.set(certificate, known.add(nameOf(socket)));
  }

  /** Of a resumed TLS 1.2 session OpenSSL does not tell the name in the ClientHello, so it is that of the request. */
  include(socket: TLSSocket, host: string): boolean {
    return this.#names.get(fingerprintOf(socket) ?? '')?.has(host) ?? false;
  }
}

/** Why the client is not let through; undefined where it is. */
function refusalOf(
  socket: TLSSocket,
  { checks, closed }: ClientCertificateBehaviour,
  belongsHere: () => boolean,
): string | undefined {
  const version = versionOf(socket);
  const looksAt = (check: ClientCheck) => checks[version].includes(check);
  if (closed.includes(version)) return 'No certificate is accepted here';
  // A resumed TLS 1.3 session is authorized for Node even if nobody showed a certificate in its first handshake.
  if (fingerprintOf(socket) === undefined) {
    const check = socket.isSessionReused() ? 'session-certificate' : 'presence';
    return looksAt(check) ? 'No certificate was sent' : undefined;
  }
  if (!socket.authorized) {
    const check = flawOf(socket);
    if (check === undefined || looksAt(check)) return 'The certificate is not accepted';
  }
  const elsewhere = socket.isSessionReused() && !belongsHere();
  return elsewhere && looksAt('session-name') ? 'The session belongs to another name' : undefined;
}

/** What of a certificate that is not authorized is wrong; undefined where none of the checks is for that. */
function flawOf(socket: TLSSocket): ClientCheck | undefined {
  const { raw } = socket.getPeerCertificate() as Partial<PeerCertificate>;
  const leaf = raw && new X509Certificate(raw);
  if (leaf?.verify(leaf.publicKey)) return 'self-signature';
  // Typed as an Error, it is the error's code (a string) in every Node release.
  return FLAWS[String(socket.authorizationError)];
}

function versionOf(socket: TLSSocket): 'TLSv1.2' | 'TLSv1.3' {
  return socket.getProtocol() === 'TLSv1.3' ? 'TLSv1.3' : 'TLSv1.2';
}

function nameOf(socket: TLSSocket): string {
  const { servername } = socket as { servername?: string | false };
  return servername || '';
}

function fingerprintOf(socket: TLSSocket): string | undefined {
  return (socket.getPeerCertificate() as { fingerprint256?: string }).fingerprint256;
}

function subjectOf(socket: TLSSocket): string {
  const { CN } = (socket.getPeerCertificate() as { subject?: { CN?: string } }).subject ?? {};
  return CN === undefined ? '' : `CN=${CN}`;
}

async function drained({ raw }: FastifyRequest): Promise<void> {
  if (raw.readableEnded) return;
  await new Promise<void>((resolve) => {
    raw.once('end', resolve).once('close', resolve).resume();
  });
}
