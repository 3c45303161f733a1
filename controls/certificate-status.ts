import type { Control } from './control.ts';

/** What comes with the certificate, and what other clients get. */
export const certificateStatus = {
  'CERT-SCT-01': {
    title: 'Signed certificate timestamps come with the certificate',
    family: 'certificate',
    severity: 'medium',
    section: 'certificate.transparency',
    why: 'Browsers refuse public certificates without them; they show that the owner of the name can see every certificate for it.',
    remedy: {
      nginx: 'Use a public authority that embeds them; every one that browsers trust does.',
      caddy: 'Use a public issuer; it embeds them.',
      haproxy: 'Use a public authority that embeds them.',
      fastify: 'Use a public authority that embeds them.',
      fastapi: 'Use a public authority that embeds them, in the proxy that ends TLS.',
    },
    references: ['RFC 6962 §3.3', 'CA/B BR §7.1.2.7'],
  },
  'CERT-OCSP-01': {
    title: 'A certificate that promises an OCSP response comes with one',
    family: 'certificate',
    severity: 'high',
    section: 'certificate',
    why: 'Clients that honour the promise refuse the connection without the response.',
    remedy: {
      nginx:
        'ssl_stapling on; ssl_stapling_verify on; with a resolver, and ssl_stapling_file until the first response is there.',
      caddy: 'Caddy staples by itself: see that it reaches the responder. Or issue without must_staple.',
      haproxy: 'ocsp-update on in the crt-list (2.8), or set ssl ocsp-response at run time.',
      fastify:
        "Answer the server's OCSPRequest event with a cached response, or issue without the TLS feature.",
      fastapi: 'Let the proxy that ends TLS staple, or issue without the TLS feature.',
    },
    references: ['RFC 7633 §4.2.3.1', 'RFC 6066 §8'],
  },
  'CERT-OCSP-02': {
    title: 'The stapled OCSP response says good and is signed by the issuer',
    family: 'certificate',
    severity: 'high',
    section: 'certificate.stapling',
    why: 'Without it clients cannot tell a revoked certificate, or have to ask the authority and tell it whom they visit.',
    remedy: {
      nginx:
        'ssl_stapling on; ssl_stapling_verify on; ssl_trusted_certificate chain.pem; renew a certificate that is revoked.',
      caddy:
        'Caddy staples by itself and replaces revoked certificates: see in its log what keeps it from that.',
      haproxy: 'ocsp-update on in the crt-list (2.8); renew a certificate that is revoked.',
      fastify: "Answer the server's OCSPRequest event with what the responder of this certificate says.",
      fastapi: 'Let the proxy that ends TLS staple; uvicorn cannot.',
    },
    references: ['RFC 6960 §3.2', 'RFC 6066 §8', 'ASVS v5.0.0-12.1.4'],
  },
  'CERT-OCSP-03': {
    title: 'The stapled OCSP response is fresh',
    family: 'certificate',
    severity: 'medium',
    section: 'certificate.stapling',
    why: 'An old response hides a revocation; clients ignore it, or refuse the connection.',
    remedy: {
      nginx: 'Leave the refresh to ssl_stapling; a file of ssl_stapling_file needs a timer of its own.',
      caddy: 'Caddy refreshes halfway: see that it reaches the responder and can write its storage.',
      haproxy: 'ocsp-update on with tune.ssl.ocsp-update.maxdelay 3600 (2.8).',
      fastify: 'Fetch the response again before its nextUpdate, and store it for the OCSPRequest event.',
      fastapi: 'Let the proxy that ends TLS refresh the response.',
    },
    references: ['RFC 6960 §4.2.2.1', 'ASVS v5.0.0-12.1.4'],
  },
  'CERT-ADDRESS-01': {
    title: 'Every address of the host name presents the same certificate',
    family: 'certificate',
    severity: 'high',
    section: 'certificate.everyAddress',
    why: 'Clients choose among the addresses by themselves: a server that was forgotten at renewal fails for some of them only.',
    remedy: {
      nginx:
        'listen 443 ssl; and listen [::]:443 ssl; in the same server block, and the same files on every machine.',
      caddy: 'Share the storage among all instances (storage redis, s3), and bind both families.',
      haproxy: 'bind :::443 v4v6 ssl crt site.pem, and the same files on every machine.',
      fastify: "app.listen({ host: '::' }) serves both families with one context.",
      fastapi: "Let one proxy end TLS for both families; uvicorn's --host takes one.",
    },
    references: ['RFC 8305 §4', 'ASVS v5.0.0-12.2.2'],
  },
  'CERT-KEYTYPE-01': {
    title: 'The certificate for each type of key holds',
    family: 'certificate',
    severity: 'high',
    section: 'certificate.everyKeyType',
    why: 'With an RSA certificate beside an ECDSA one, old clients alone see the one that nobody renews.',
    remedy: {
      nginx: 'Renew both files of the two ssl_certificate lines, and reload.',
      caddy: 'Name both files in tls directives, or leave one key type to Caddy alone.',
      haproxy: 'Renew site.pem.rsa and site.pem.ecdsa together, and reload.',
      fastify: 'https: { key: [ecdsa, rsa], cert: [ecdsa, rsa] } with both renewed.',
      fastapi: 'Renew both certificates in the proxy that ends TLS.',
    },
    references: ['RFC 8446 §4.4.2.2', 'ASVS v5.0.0-12.2.2'],
  },
} as const satisfies Record<string, Control>;
