import type { Control } from './control.ts';

/** The certificates between the leaf and its root, and how they are sent. */
export const certificateChain = {
  'CERT-CHAIN-02': {
    title: 'The chain is sent in order',
    family: 'certificate',
    severity: 'medium',
    section: 'certificate.sent.ordered',
    why: 'TLS 1.2 demands the order; clients that rely on it (embedded ones, older Java) refuse what a browser repairs.',
    remedy: {
      nginx:
        'Concatenate leaf, then its issuer, then upwards: cat leaf.pem issuer.pem upper.pem into ssl_certificate.',
      caddy:
        'Caddy sends what the issuer delivered; with tls cert.pem key.pem put the file in order, leaf first.',
      haproxy: 'The crt file holds leaf, its issuer, then upwards, and the key.',
      fastify: 'https: { cert } holds the PEM blocks leaf first, each followed by its issuer.',
      fastapi:
        "The file of uvicorn's --ssl-certfile holds the PEM blocks leaf first, each followed by its issuer.",
    },
    references: ['RFC 5246 §7.4.2', 'RFC 8446 §4.4.2'],
  },
  'CERT-CHAIN-03': {
    title: 'The root is not sent along',
    family: 'certificate',
    severity: 'low',
    section: 'certificate.sent.without-root',
    why: 'Clients trust their own copy only; the bytes are sent in every handshake and can cost a round trip.',
    remedy: {
      nginx: 'Remove the last, self-signed block from the file of ssl_certificate.',
      caddy:
        'Remove the self-signed block from the file of the tls directive; automatic certificates come without it.',
      haproxy: 'Remove the self-signed block from the crt file.',
      fastify: 'Remove the self-signed block from https: { cert }.',
      fastapi: "Remove the self-signed block from the file of uvicorn's --ssl-certfile.",
    },
    references: ['RFC 8446 §4.4.2', 'RFC 5246 §7.4.2'],
  },
  'CERT-CHAIN-04': {
    title: 'The chain has nothing superfluous and nothing twice',
    family: 'certificate',
    severity: 'low',
    section: 'certificate.sent.without-surplus',
    why: 'Certificates that certify nothing make some clients fail to find the path, and every handshake larger.',
    remedy: {
      nginx:
        'Keep the leaf and what certifies it in the file of ssl_certificate; compare with openssl s_client -showcerts.',
      caddy: 'Keep the leaf and what certifies it in the file of the tls directive.',
      haproxy: 'Keep leaf, intermediates and key in the crt file, each once.',
      fastify:
        'Keep the leaf and what certifies it in https: { cert }; appending to a full chain doubles its intermediates.',
      fastapi: "Keep the leaf and what certifies it in the file of uvicorn's --ssl-certfile.",
    },
    references: ['RFC 5246 §7.4.2', 'RFC 8446 §4.4.2'],
  },
  'CERT-CHAIN-05': {
    title: 'Every intermediate is valid today',
    family: 'certificate',
    severity: 'critical',
    section: 'certificate.chain',
    why: 'A path through an expired intermediate is refused, by some clients only, which makes it hard to notice.',
    remedy: {
      nginx: 'Fetch the current chain from the issuer (certbot renew --force-renewal), then nginx -s reload.',
      caddy: 'caddy reload after the storage of this certificate was removed: it fetches the current chain.',
      haproxy: 'Replace the intermediate in the crt file by the current one of the issuer, then reload.',
      fastify: 'Replace the intermediate in https: { cert } by the current one of the issuer.',
      fastapi:
        "Replace the intermediate in the file of uvicorn's --ssl-certfile by the current one of the issuer.",
    },
    references: ['RFC 5280 §6.1.3', 'ASVS v5.0.0-12.2.2'],
  },
  'CERT-CA-01': {
    title: 'The leaf is no certificate authority',
    family: 'certificate',
    severity: 'critical',
    section: 'certificate.chain',
    why: 'Whoever gets the key of this server could issue certificates for every other name.',
    remedy: {
      nginx:
        'Issue anew with basicConstraints=critical,CA:FALSE; openssl req -x509 sets CA:TRUE unless told otherwise.',
      caddy: 'Issue with an ACME authority or the internal CA: both set CA:FALSE.',
      haproxy: 'Issue anew with basicConstraints=critical,CA:FALSE.',
      fastify: 'Issue anew with basicConstraints=critical,CA:FALSE.',
      fastapi: 'Issue anew with basicConstraints=critical,CA:FALSE.',
    },
    references: ['RFC 5280 §4.2.1.9', 'CA/B BR §7.1.2.7'],
  },
  'CERT-CA-02': {
    title: 'Every intermediate may issue what it issued',
    family: 'certificate',
    severity: 'critical',
    section: 'certificate.chain',
    why: 'Without these checks any certificate could issue others; clients make them and refuse the chain.',
    remedy: {
      nginx:
        'Send intermediates with CA:TRUE, keyCertSign and a path length that is kept; fetch the chain from the issuer anew.',
      caddy:
        'Use the chain that the issuer delivers; an own intermediate needs CA:TRUE, keyCertSign and a sufficient pathlen.',
      haproxy: 'Send intermediates with CA:TRUE, keyCertSign and a path length that is kept.',
      fastify: 'Send intermediates with CA:TRUE, keyCertSign and a path length that is kept.',
      fastapi: 'Send intermediates with CA:TRUE, keyCertSign and a path length that is kept.',
    },
    references: ['RFC 5280 §4.2.1.9', 'RFC 5280 §6.1.4', 'CA/B BR §7.1.2.10'],
  },
  'CERT-KEY-03': {
    title: 'The key of every intermediate is large enough',
    family: 'certificate',
    severity: 'high',
    section: 'certificate.key',
    why: 'Whoever factors the key of an intermediate issues certificates for this server and every other.',
    remedy: {
      nginx: 'Move to the current intermediate of the issuer; public ones have RSA 2048 or P-256 at least.',
      caddy: 'Own intermediates: pki ca with intermediate keys of P-256, the default.',
      haproxy: 'Move to the current intermediate of the issuer.',
      fastify: 'Move to the current intermediate of the issuer.',
      fastapi: 'Move to the current intermediate of the issuer.',
    },
    references: ['CA/B BR §6.1.5', 'NIST SP 800-131A r2 §3', 'ASVS v5.0.0-11.2.3'],
  },
} as const satisfies Record<string, Control>;
