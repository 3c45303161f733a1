import type { Control } from './control.ts';

/** What stands in the server's own certificate. */
export const certificateLeaf = {
  'CERT-NAME-02': {
    title: 'Every name of the certificate is one that clients can match',
    family: 'certificate',
    severity: 'medium',
    section: 'certificate',
    why: 'Names that clients read in different ways (an address as a DNS name, a wildcard inside a label, a NUL) cover more or less than was meant.',
    remedy: {
      nginx:
        'Issue with -d names that are whole, and addresses as IP: entries: openssl -addext subjectAltName=DNS:example.com,IP:192.0.2.1.',
      caddy: 'Name sites example.com or *.example.com; a wildcard is the whole first label.',
      haproxy: 'Issue with whole names, *.example.com at most, and addresses as IP: entries.',
      fastify: 'Issue with whole names, *.example.com at most, and addresses as IP: entries.',
      fastapi: 'Issue with whole names, *.example.com at most, and addresses as IP: entries.',
    },
    references: ['RFC 9525 §6.3', 'RFC 5280 §4.2.1.6', 'CA/B BR §7.1.2.7.12'],
  },
  'CERT-NAME-03': {
    title: 'The certificate covers no name beyond those of the profile',
    family: 'certificate',
    severity: 'low',
    section: 'certificate.onlyNames',
    why: 'Whoever gets this key is every host that the certificate covers, and the list tells what else there is.',
    remedy: {
      nginx: 'Issue a certificate for each server block: certbot certonly -d example.com.',
      caddy: 'Name the site alone; Caddy issues one certificate for each name.',
      haproxy:
        'Issue a certificate for each service and put it in the crt directory; HAProxy chooses by SNI.',
      fastify: 'Issue a certificate for this service alone.',
      fastapi: 'Issue a certificate for this service alone, in the proxy that ends TLS.',
    },
    references: ['NIST SP 800-52r2 §3.2', 'RFC 9525 §7.5'],
  },
  'CERT-LIFETIME-01': {
    title: 'The certificate does not live too long',
    family: 'certificate',
    severity: 'medium',
    section: 'certificate.lifetime',
    why: 'A stolen key is good until the certificate ends; browsers refuse public certificates that live longer.',
    remedy: {
      nginx:
        'Renew automatically with short certificates: certbot renew from a systemd timer, with a --deploy-hook that reloads.',
      caddy: 'Use an ACME issuer (90 days), or tls { issuer internal { lifetime 30d } }.',
      haproxy: 'Renew automatically: acme.sh --deploy --deploy-hook haproxy.',
      fastify: 'Renew automatically with an ACME client, and call server.setSecureContext() afterwards.',
      fastapi: 'Renew automatically in the proxy that ends TLS.',
    },
    references: ['CA/B BR §6.3.2', 'NIST SP 800-57 pt. 1 r5 §5.3'],
  },
  'CERT-KEY-02': {
    title: 'The key is on an allowed curve',
    family: 'certificate',
    severity: 'medium',
    section: 'certificate.key.curves',
    why: 'Some clients cannot verify unusual curves, and no guideline has examined them.',
    remedy: {
      nginx: 'certbot --key-type ecdsa --elliptic-curve secp256r1.',
      caddy: 'key_type p256 (the default) or p384.',
      haproxy: 'Issue anew: openssl ecparam -name prime256v1 -genkey.',
      fastify: 'Issue anew: openssl ecparam -name prime256v1 -genkey.',
      fastapi: 'Issue anew: openssl ecparam -name prime256v1 -genkey.',
    },
    references: ['RFC 5480 §2.1.1', 'NIST SP 800-52r2 §3.2', 'BSI TR-02102-2', 'ASVS v5.0.0-11.6.2'],
  },
  'CERT-USAGE-01': {
    title: 'The key usage is that of a server',
    family: 'certificate',
    severity: 'medium',
    section: 'certificate.usage',
    why: 'Clients that check it refuse the handshake, and a usage that is not needed is one that can be misused.',
    remedy: {
      nginx:
        'Issue with keyUsage=critical,digitalSignature (RSA for static key exchange: keyEncipherment too).',
      caddy: 'Issue with an ACME authority or the internal CA: both set it.',
      haproxy: 'Issue with keyUsage=critical,digitalSignature.',
      fastify: 'Issue with keyUsage=critical,digitalSignature.',
      fastapi: 'Issue with keyUsage=critical,digitalSignature.',
    },
    references: ['RFC 5280 §4.2.1.3', 'RFC 8446 §4.4.2.2', 'RFC 8813 §3'],
  },
  'CERT-USAGE-02': {
    title: 'The extended key usage is TLS servers, and not everything',
    family: 'certificate',
    severity: 'medium',
    section: 'certificate.usage',
    why: 'A certificate for everything lets the key of a web server sign code or pose as a client.',
    remedy: {
      nginx: 'Issue with extendedKeyUsage=serverAuth.',
      caddy: 'Issue with an ACME authority or the internal CA: both set it.',
      haproxy: 'Issue with extendedKeyUsage=serverAuth.',
      fastify: 'Issue with extendedKeyUsage=serverAuth.',
      fastapi: 'Issue with extendedKeyUsage=serverAuth.',
    },
    references: ['RFC 5280 §4.2.1.12', 'CA/B BR §7.1.2.7.10'],
  },
  'CERT-SERIAL-01': {
    title: 'The serial number is positive and long enough to be random',
    family: 'certificate',
    severity: 'low',
    section: 'certificate.serialNumber',
    why: 'A foreseeable serial number let a forged authority be made from an MD5 collision in 2008.',
    remedy: {
      nginx:
        'Own authorities: openssl ca -rand_serial, or openssl x509 -CAcreateserial with OpenSSL 1.1 or later.',
      caddy: "Caddy's internal CA does so; issue anew where another authority did not.",
      haproxy: 'Own authorities: openssl ca -rand_serial.',
      fastify: 'Own authorities: openssl ca -rand_serial.',
      fastapi: 'Own authorities: openssl ca -rand_serial.',
    },
    references: ['RFC 5280 §4.1.2.2', 'CA/B BR §7.1.2.7'],
  },
  'CERT-PIN-01': {
    title: 'The leaf or an issuer has a pinned key',
    family: 'certificate',
    severity: 'high',
    section: 'certificate.pins',
    why: 'Clients that pin refuse every other chain, and an unexpected key is a sign that somebody else answers.',
    remedy: {
      nginx: 'Renew with the same key (certbot renew --reuse-key) or roll to a backup pin that clients know.',
      caddy: 'Pin the issuer: Caddy makes a new leaf key with each renewal unless reuse_private_keys is set.',
      haproxy: 'Renew with the same key, or roll to a backup pin that clients know.',
      fastify: 'Renew with the same key, or roll to a backup pin that clients know.',
      fastapi: 'Renew with the same key, or roll to a backup pin that clients know.',
    },
    references: ['RFC 7469 §2.6', 'ASVS v5.0.0-12.3.4'],
  },
} as const satisfies Record<string, Control>;
