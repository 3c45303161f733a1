import type { Control } from './control.ts';

const NEWER = {
  nginx: 'Update OpenSSL: every version since 1.1.1 does this by itself.',
  caddy: 'Update Caddy: Go does this by itself.',
  haproxy: 'Update OpenSSL: every version since 1.1.1 does this by itself.',
  fastify: 'Update Node: its OpenSSL does this by itself.',
  fastapi: 'End TLS in a proxy that is up to date.',
} as const;

/** What a ServerHello says beside version and suite. */
export const tlsNegotiation = {
  'TLS-COMPRESSION-01': {
    title: 'TLS compression is refused',
    family: 'tls',
    severity: 'high',
    section: 'tls.compression',
    why: 'The length of what is compressed together with a secret tells the secret (CRIME).',
    remedy: {
      nginx: 'Update to nginx 1.3.2 or later with OpenSSL 1.0 or later, which switch it off.',
      caddy: 'Caddy has no TLS compression.',
      haproxy: 'Update OpenSSL: it is off since 1.1.0.',
      fastify: 'Leave SSL_OP_NO_COMPRESSION among secureOptions (the default).',
      fastapi: 'End TLS in a proxy; Python sets ssl.OP_NO_COMPRESSION by default.',
    },
    references: ['RFC 9325 §3.3.1', 'CVE-2012-4929', 'ASVS v5.0.0-12.1.2'],
  },
  'TLS-FALLBACK-01': {
    title: 'A fallback that the client marks is refused',
    family: 'tls',
    severity: 'medium',
    section: 'tls.downgradeProtection.fallback-scsv',
    why: 'An attacker who breaks connections makes old clients try an older version; the mark is how the server can tell.',
    remedy: NEWER,
    references: ['RFC 7507 §3', 'RFC 9325 §3.1.1'],
  },
  'TLS-DOWNGRADE-01': {
    title: 'Answers below the best version bear the mark of a downgrade',
    family: 'tls',
    severity: 'medium',
    section: 'tls.downgradeProtection.server-random',
    why: 'Without it a client of TLS 1.3 does not notice that somebody took the version out of its hello.',
    remedy: NEWER,
    references: ['RFC 8446 §4.1.3'],
  },
  'TLS-SECURERENEGOTIATION-01': {
    title: 'The server knows secure renegotiation',
    family: 'tls',
    severity: 'high',
    section: 'tls.secureRenegotiation',
    why: 'Without it an attacker can put a request of their own in front of what a client sends.',
    remedy: {
      ...NEWER,
      fastify: 'No SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION among secureOptions, and a current Node.',
    },
    references: ['RFC 5746 §3.6', 'RFC 9325 §3.5', 'CVE-2009-3555'],
  },
  'TLS-MASTERSECRET-01': {
    title: 'The master secret is bound to the whole handshake',
    family: 'tls',
    severity: 'medium',
    section: 'tls.extendedMasterSecret',
    why: 'Otherwise two connections can be made to share a secret, and a client certificate shown to one counts for the other (triple handshake).',
    remedy: {
      ...NEWER,
      haproxy: 'Update OpenSSL, and take no-ems out of the options.',
      fastify: 'No SSL_OP_NO_EXTENDED_MASTER_SECRET among secureOptions, and a current Node.',
    },
    references: ['RFC 7627 §5.3', 'RFC 9325 §3.6'],
  },
} as const satisfies Record<string, Control>;
