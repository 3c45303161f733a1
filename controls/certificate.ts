import { certificateChain } from './certificate-chain.ts';
import { certificateLeaf } from './certificate-leaf.ts';
import { certificateStatus } from './certificate-status.ts';
import type { Control } from './control.ts';

const RENEW = {
  nginx: 'Renew with certbot renew, then nginx -s reload: a running nginx keeps the old certificate.',
  caddy: 'Caddy renews by itself: look in its log for "renewing certificate" and what failed.',
  haproxy: 'Renew, then reload, or update at run time with set ssl cert and commit ssl cert.',
  fastify: 'Renew, then server.setSecureContext() or a restart.',
  fastapi: 'Renew in the proxy that ends TLS; uvicorn reads certificates at start only.',
} as const;

/** The certificate that the TLS entry presents, seen from a client. */
export const certificate = {
  'CERT-EXPIRY-01': {
    title: 'The certificate is valid for long enough',
    family: 'certificate',
    severity: 'high',
    section: 'certificate.expiry',
    why: 'On the day it expires every client is turned away; a certificate this close to it shows that renewal does not work.',
    remedy: RENEW,
    references: ['RFC 5280 §4.1.2.5', 'ASVS v5.0.0-12.2.2'],
  },
  'CERT-VALIDITY-01': {
    title: 'The certificate is valid already',
    family: 'certificate',
    severity: 'high',
    section: 'certificate.expiry',
    why: 'A certificate from the future is refused by clients, and tells of a wrong clock at the issuer or the server.',
    remedy: RENEW,
    references: ['RFC 5280 §4.1.2.5', 'ASVS v5.0.0-12.2.2'],
  },
  'CERT-NAME-01': {
    title: 'The certificate covers every name it is served for',
    family: 'certificate',
    severity: 'critical',
    section: 'certificate',
    why: 'Clients compare the name with the subject alternative names alone; a mismatch looks the same as an attacker in the middle.',
    remedy: {
      nginx: 'Issue with every name: certbot --nginx -d example.com -d www.example.com.',
      caddy: 'List every name as the address of the site.',
      haproxy: 'Put a certificate for each name in the crt directory, or issue one with all names.',
      fastify: 'Issue with every name in subjectAltName, or choose by name in SNICallback.',
      fastapi: 'Issue with every name in subjectAltName, in the proxy that ends TLS.',
    },
    references: ['RFC 9525 §6', 'ASVS v5.0.0-12.2.2'],
  },
  ...certificateLeaf,
  'CERT-CHAIN-01': {
    title: 'The chain is complete and leads to a trusted authority',
    family: 'certificate',
    severity: 'critical',
    section: 'certificate.chain',
    why: 'A client that cannot build the chain refuses to connect, or was taught to ignore the warning.',
    remedy: {
      nginx: 'ssl_certificate must name the full chain (fullchain.pem), leaf first.',
      caddy: "Use a public issuer, or distribute the root of Caddy's internal CA to the clients.",
      haproxy: 'The crt file holds leaf, intermediates and key, in this order.',
      fastify: 'https: { cert } must hold leaf and intermediates.',
      fastapi: "Give the proxy, or uvicorn's ssl-certfile, leaf and intermediates.",
    },
    references: ['RFC 8446 §4.4.2', 'RFC 5280 §6', 'ASVS v5.0.0-12.3.4'],
  },
  'CERT-KEY-01': {
    title: "The certificate's key is large enough",
    family: 'certificate',
    severity: 'high',
    section: 'certificate.key',
    why: 'A key that can be factored lets its finder impersonate the server.',
    remedy: {
      nginx: 'Issue anew with an ECDSA P-256 key or RSA of at least 2048 bits: certbot --key-type ecdsa.',
      caddy: 'key_type p256 (the default).',
      haproxy: 'Issue anew with an ECDSA P-256 key or RSA of at least 2048 bits.',
      fastify: 'Issue anew with an ECDSA P-256 key or RSA of at least 2048 bits.',
      fastapi: 'Issue anew with an ECDSA P-256 key or RSA of at least 2048 bits.',
    },
    references: ['NIST SP 800-131A r2 §3', 'ASVS v5.0.0-11.2.3'],
  },
  'CERT-SIGNATURE-01': {
    title: 'No certificate of the chain is signed with a broken hash',
    family: 'certificate',
    severity: 'high',
    section: 'certificate.signature',
    why: 'Whoever can find a collision of the hash can carry the signature over to a certificate of their own.',
    remedy: {
      nginx: 'Issue anew with SHA-256; every public authority does so.',
      caddy: "Issue anew; Caddy's internal CA signs with SHA-256.",
      haproxy: 'Issue anew with SHA-256; every public authority does so.',
      fastify: 'Issue anew with SHA-256; every public authority does so.',
      fastapi: 'Issue anew with SHA-256; every public authority does so.',
    },
    references: ['RFC 9155', 'NIST SP 800-131A r2 §9', 'ASVS v5.0.0-11.6.2'],
  },
  ...certificateChain,
  ...certificateStatus,
} as const satisfies Record<string, Control>;
