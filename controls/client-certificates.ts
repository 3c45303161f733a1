import type { Control } from './control.ts';

/** Which client certificates the TLS entry lets through. */
export const clientCertificates = {
  'MTLS-ACCEPT-01': {
    title: 'The right client certificate is let through',
    family: 'client-certificates',
    severity: 'high',
    section: 'clientCertificates',
    why: 'An entry that shuts out its own clients is repaired in a hurry, mostly by no longer asking for certificates.',
    remedy: {
      nginx:
        'ssl_client_certificate must name the authority that issues to the clients; ssl_verify_depth as long as its chain.',
      caddy:
        'client_auth must trust the authority that issues to the clients: trust_pool file clients-ca.pem.',
      haproxy:
        'ca-file on the bind line must hold the authority that issues to the clients, intermediates included.',
      fastify:
        'https: { ca } must hold the authority that issues to the clients, and crl one list for each authority of the chain.',
      fastapi:
        "The proxy's client authority, or uvicorn's --ssl-ca-certs, must be the one that issues to the clients.",
    },
    references: ['RFC 8446 §4.4.2', 'NIST SP 800-52r2 §3.5', 'ASVS v5.0.0-12.3.5'],
  },
  'MTLS-MISSING-01': {
    title: 'A client without a certificate is refused',
    family: 'client-certificates',
    severity: 'critical',
    section: 'clientCertificates',
    why: 'Whoever reaches the port gets what was meant for known services alone.',
    remedy: {
      nginx: 'ssl_verify_client on; with optional, every location has to test $ssl_client_verify itself.',
      caddy:
        'tls { client_auth { mode require_and_verify } }; request and verify_if_given let clients in without one.',
      haproxy: 'bind … verify required; with verify optional: http-request deny unless { ssl_c_used }.',
      fastify:
        'https: { requestCert: true, rejectUnauthorized: false, ca }, and a first onRequest hook that answers 403 unless request.raw.socket.authorized.',
      fastapi:
        'Ask for certificates in the proxy that ends TLS; with uvicorn --ssl-cert-reqs 2 --ssl-ca-certs clients-ca.pem.',
    },
    references: ['RFC 8446 §4.4.2.4', 'NIST SP 800-52r2 §3.5', 'ASVS v5.0.0-12.3.5'],
  },
  'MTLS-AUTHORITY-01': {
    title: 'A certificate of another authority is refused',
    family: 'client-certificates',
    severity: 'critical',
    section: 'clientCertificates',
    why: 'Anybody can make an authority, and give it the name of yours.',
    remedy: {
      nginx: 'ssl_verify_client on; optional_no_ca takes any certificate for a good one.',
      caddy:
        'tls { client_auth { mode require_and_verify } }; require_any takes any certificate for a good one.',
      haproxy: 'bind … verify required ca-file clients-ca.pem, without ca-ignore-err.',
      fastify:
        'https: { requestCert: true, rejectUnauthorized: false, ca }, and a first onRequest hook that answers 403 unless request.raw.socket.authorized.',
      fastapi:
        'Ask for certificates in the proxy that ends TLS; with uvicorn --ssl-cert-reqs 2 --ssl-ca-certs clients-ca.pem.',
    },
    references: ['RFC 5280 §6.1', 'NIST SP 800-52r2 §3.5.2', 'ASVS v5.0.0-12.1.3'],
  },
  'MTLS-SELFSIGNED-01': {
    title: 'A self-signed certificate with the right subject is refused',
    family: 'client-certificates',
    severity: 'critical',
    section: 'clientCertificates',
    why: 'A subject is a text that anybody can write into a certificate of their own.',
    remedy: {
      nginx: 'ssl_verify_client on; and no comparison of $ssl_client_s_dn in its place.',
      caddy:
        'tls { client_auth { mode require_and_verify } }; require_any leaves verification to the application.',
      haproxy: 'bind … verify required, without crt-ignore-err; a test of ssl_c_s_dn alone proves nothing.',
      fastify:
        'https: { requestCert: true, rejectUnauthorized: false, ca }, and a first onRequest hook that answers 403 unless request.raw.socket.authorized.',
      fastapi:
        'Ask for certificates in the proxy that ends TLS; with uvicorn --ssl-cert-reqs 2 --ssl-ca-certs clients-ca.pem.',
    },
    references: ['RFC 5280 §6.1.3', 'NIST SP 800-52r2 §3.5.1', 'ASVS v5.0.0-12.1.3'],
  },
  'MTLS-PATH-01': {
    title: 'A certificate issued with a client certificate is refused',
    family: 'client-certificates',
    severity: 'critical',
    section: 'clientCertificates',
    why: 'Every client could make certificates for any other client.',
    remedy: {
      nginx: 'Issue client certificates with basicConstraints CA:FALSE; OpenSSL then refuses what they sign.',
      caddy:
        'tls { client_auth { mode require_and_verify and trust_pool file clients-ca.pem } } (before 2.8: trusted_ca_cert_file).',
      haproxy:
        'bind :443 ssl crt site.pem ca-file clients-ca.pem verify required, without crt-ignore-err and ca-ignore-err.',
      fastify:
        'Issue with CA:FALSE, and https: { requestCert: true, rejectUnauthorized: false, ca }, and a first onRequest hook that answers 403 unless request.raw.socket.authorized.',
      fastapi:
        'Ask for certificates in the proxy that ends TLS; with uvicorn --ssl-cert-reqs 2 --ssl-ca-certs clients-ca.pem.',
    },
    references: ['RFC 5280 §6.1.4', 'RFC 5280 §4.2.1.9', 'NIST SP 800-52r2 §3.5.1', 'ASVS v5.0.0-12.1.3'],
  },
  'MTLS-EXPIRED-01': {
    title: 'An expired client certificate is refused',
    family: 'client-certificates',
    severity: 'high',
    section: 'clientCertificates',
    why: 'A key that should be out of use, perhaps on a machine that was sold, still opens the door.',
    remedy: {
      nginx:
        'ssl_verify_client on; with ssl_client_certificate naming that authority, and nothing else in the file.',
      caddy:
        'tls { client_auth { mode require_and_verify and trust_pool file clients-ca.pem } } (before 2.8: trusted_ca_cert_file).',
      haproxy: 'bind … verify required, without crt-ignore-err 10 (or all).',
      fastify:
        'https: { requestCert: true, rejectUnauthorized: false, ca }, and a first onRequest hook that answers 403 unless request.raw.socket.authorized.',
      fastapi:
        'Ask for certificates in the proxy that ends TLS; with uvicorn --ssl-cert-reqs 2 --ssl-ca-certs clients-ca.pem.',
    },
    references: ['RFC 5280 §6.1.3', 'NIST SP 800-52r2 §3.5.1', 'ASVS v5.0.0-12.1.3'],
  },
  'MTLS-FUTURE-01': {
    title: 'A client certificate that is not yet valid is refused',
    family: 'client-certificates',
    severity: 'medium',
    section: 'clientCertificates',
    why: 'Who issues ahead of time counts on the certificate to be of no use before its day.',
    remedy: {
      nginx:
        'ssl_verify_client on; with ssl_client_certificate naming that authority, and nothing else in the file.',
      caddy:
        'tls { client_auth { mode require_and_verify and trust_pool file clients-ca.pem } } (before 2.8: trusted_ca_cert_file).',
      haproxy: 'bind … verify required, without crt-ignore-err 9 (or all).',
      fastify:
        'https: { requestCert: true, rejectUnauthorized: false, ca }, and a first onRequest hook that answers 403 unless request.raw.socket.authorized.',
      fastapi:
        'Ask for certificates in the proxy that ends TLS; with uvicorn --ssl-cert-reqs 2 --ssl-ca-certs clients-ca.pem.',
    },
    references: ['RFC 5280 §6.1.3', 'NIST SP 800-52r2 §3.5.1', 'ASVS v5.0.0-12.1.3'],
  },
  'MTLS-USAGE-01': {
    title: 'A certificate for servers alone is refused as a client certificate',
    family: 'client-certificates',
    severity: 'high',
    section: 'clientCertificates',
    why: 'With it every web server of the house could speak as a client, and its key is the easiest to steal.',
    remedy: {
      nginx:
        'ssl_verify_client on; OpenSSL checks for clientAuth. Give servers and clients authorities of their own.',
      caddy:
        'tls { client_auth { mode require_and_verify and trust_pool file clients-ca.pem } } (before 2.8: trusted_ca_cert_file).',
      haproxy:
        'bind … verify required, without crt-ignore-err 26 (or all). Give servers and clients authorities of their own.',
      fastify:
        'https: { requestCert: true, rejectUnauthorized: false, ca }, and a first onRequest hook that answers 403 unless request.raw.socket.authorized.',
      fastapi:
        'Ask for certificates in the proxy that ends TLS; with uvicorn --ssl-cert-reqs 2 --ssl-ca-certs clients-ca.pem.',
    },
    references: ['RFC 5280 §4.2.1.12', 'NIST SP 800-52r2 §3.5.1', 'ASVS v5.0.0-12.1.3'],
  },
  'MTLS-REVOKED-01': {
    title: 'A revoked client certificate is refused',
    family: 'client-certificates',
    severity: 'high',
    section: 'clientCertificates.revocation',
    why: 'Revocation is all that can be done about a stolen key, and it does nothing where nobody reads the list.',
    remedy: {
      nginx:
        'ssl_crl clients.crl; with a list of each authority of the chain, and nginx -s reload whenever it changes.',
      caddy:
        'Caddy reads no revocation lists: issue for hours, or add a client certificate verifier module that does.',
      haproxy:
        'bind … verify required ca-file clients-ca.pem crl-file clients.crl, and a reload whenever it changes.',
      fastify:
        'https: { requestCert: true, ca, crl }, and server.setSecureContext() whenever the list changes.',
      fastapi: 'Check revocation in the proxy that ends TLS; uvicorn has no setting for revocation lists.',
    },
    references: ['RFC 5280 §6.1.3', 'RFC 5280 §6.3', 'NIST SP 800-52r2 §3.5.1', 'ASVS v5.0.0-12.1.3'],
  },
  'MTLS-REQUEST-01': {
    title: 'The request for a certificate names the authority of the clients',
    family: 'client-certificates',
    severity: 'low',
    section: 'clientCertificates.namesAuthority',
    why: 'A client with several certificates chooses by it; without it one presents the wrong one, or none, and shows who it is to whoever asks.',
    remedy: {
      nginx: 'ssl_client_certificate names the authority in the request; ssl_trusted_certificate does not.',
      caddy: 'The default with client_auth and trusted certificates.',
      haproxy:
        'bind … ca-file clients-ca.pem, without no-ca-names, and ca-verify-file only for what is not to be named.',
      fastify: 'https: { ca } names its subjects in the request; do not set SSL_OP_DISABLE_TLSEXT_CA_NAMES.',
      fastapi: "The proxy's client authority, or uvicorn's --ssl-ca-certs, is named in the request.",
    },
    references: ['RFC 8446 §4.2.4', 'RFC 5246 §7.4.4', 'NIST SP 800-52r2 §3.5.4'],
  },
  'MTLS-EARLY-01': {
    title: 'A client is refused before the body of its request is read',
    family: 'client-certificates',
    severity: 'medium',
    section: 'clientCertificates',
    why: 'An entry that reads first lets anybody fill its memory and reach its parsers.',
    remedy: {
      nginx: 'ssl_verify_client on; in the server block: it is decided before a body is read.',
      caddy:
        'client_auth with require_and_verify refuses in the handshake; do not leave it to the application.',
      haproxy:
        'verify required refuses in the handshake; with verify optional deny in http-request rules, without option http-buffer-request.',
      fastify: 'Refuse in onRequest, the first hook, not in preHandler, which comes after the body.',
      fastapi: 'Refuse in the proxy that ends TLS: a dependency runs when the body is there.',
    },
    references: ['RFC 8446 §4.4.2.4', 'ASVS v5.0.0-12.1.3'],
  },
} as const satisfies Record<string, Control>;
