import type { Control } from './control.ts';

const GROUPS = {
  nginx: 'ssl_ecdh_curve X25519:prime256v1:secp384r1;',
  caddy: 'tls { curves x25519 secp256r1 secp384r1 }.',
  haproxy: 'ssl-default-bind-curves X25519:P-256:P-384 (bind … curves X25519:P-256:P-384).',
  fastify: 'https: { ecdhCurve: "X25519:prime256v1:secp384r1" }.',
  fastapi: 'End TLS in a proxy: Python before 3.15 sets one curve only, with ssl_context.set_ecdh_curve().',
} as const;

const SIGNATURES = {
  nginx:
    'ssl_conf_command SignatureAlgorithms ECDSA+SHA256:RSA-PSS+SHA256:…; and a certificate whose key can make them.',
  caddy: 'Its default signs with SHA-256 and better; the kind of signature follows the key: key_type.',
  haproxy:
    'ssl-default-bind-sigalgs ECDSA+SHA256:RSA-PSS+SHA256:…, and a certificate whose key can make them.',
  fastify: 'https: { sigalgs: "ECDSA+SHA256:RSA-PSS+SHA256:…" }, and a certificate whose key can make them.',
  fastapi: 'End TLS in a proxy: Python has no setting for signature algorithms.',
} as const;

/** How client and server agree on keys, and what the server signs that with. */
export const tlsKeyExchange = {
  'TLS-DH-01': {
    title: 'The primes of finite-field Diffie-Hellman are long enough',
    family: 'tls',
    severity: 'high',
    section: 'tls.dhBits',
    why: 'A prime of 1024 bits is within reach of a state, and most servers share the same few (Logjam).',
    remedy: {
      nginx: 'ssl_dhparam with the prime of ffdhe2048 or better, or no DHE suites in ssl_ciphers.',
      caddy: 'Caddy has no finite-field Diffie-Hellman.',
      haproxy: 'tune.ssl.default-dh-param 2048, or no DHE suites.',
      fastify: 'https: { dhparam: "auto" }, or no DHE suites in ciphers.',
      fastapi: 'End TLS in a proxy; with uvicorn leave DHE suites out of ssl_ciphers.',
    },
    references: ['RFC 9325 §4.4', 'RFC 7919', 'CVE-2015-4000', 'ASVS v5.0.0-11.6.2'],
  },
  'TLS-GROUP-01': {
    title: 'Every required group is accepted',
    family: 'tls',
    severity: 'medium',
    section: 'tls.groups.required',
    why: 'A client that knows only a group that was promised cannot connect, or needs one more round trip.',
    remedy: GROUPS,
    references: ['RFC 8446 §9.1', 'ASVS v5.0.0-11.6.2'],
  },
  'TLS-GROUP-02': {
    title: 'No group outside the policy is accepted',
    family: 'tls',
    severity: 'low',
    section: 'tls.groups.allowed',
    why: 'Each group more is one that nobody has decided on; finite fields of 8192 bits also let a client cost the server much.',
    remedy: GROUPS,
    references: ['RFC 9325 §4.2.1', 'NIST SP 800-52r2 §3.4.2.2', 'ASVS v5.0.0-11.6.2'],
  },
  'TLS-GROUP-03': {
    title: 'No forbidden group is accepted',
    family: 'tls',
    severity: 'medium',
    section: 'tls.groups.forbidden',
    why: 'What the profile forbids by name is what its owner knows to be unsafe for this system.',
    remedy: GROUPS,
    references: ['RFC 8422 §5.1.1', 'ASVS v5.0.0-11.6.2'],
  },
  'TLS-POSTQUANTUM-01': {
    title: 'The key exchange can resist a quantum computer',
    family: 'tls',
    severity: 'medium',
    section: 'tls.postQuantum',
    why: 'What is recorded today can be read on the day there is such a machine.',
    remedy: {
      nginx:
        'With OpenSSL 3.5 or later ssl_ecdh_curve X25519MLKEM768:X25519:prime256v1; it is also the default there.',
      caddy: 'Caddy 2.10 or later has X25519MLKEM768 by default; do not leave it out of tls { curves … }.',
      haproxy: 'With OpenSSL 3.5 or later ssl-default-bind-curves X25519MLKEM768:X25519:P-256.',
      fastify: 'Node 24 or later (OpenSSL 3.5); do not leave it out of ecdhCurve.',
      fastapi: 'End TLS in a proxy that is built with OpenSSL 3.5 or later.',
    },
    references: ['NIST FIPS 203', 'draft-ietf-tls-ecdhe-mlkem', 'ASVS v5.0.0-11.1.4'],
  },
  'TLS-SIGNATURE-01': {
    title: 'The server signs with every required algorithm',
    family: 'tls',
    severity: 'medium',
    section: 'tls.signatureAlgorithms.required',
    why: 'A client that knows only an algorithm that was promised cannot connect.',
    remedy: SIGNATURES,
    references: ['RFC 8446 §9.1', 'ASVS v5.0.0-11.6.1'],
  },
  'TLS-SIGNATURE-02': {
    title: 'The server signs with no algorithm outside the policy',
    family: 'tls',
    severity: 'low',
    section: 'tls.signatureAlgorithms.allowed',
    why: 'Each algorithm more is one that nobody has decided on.',
    remedy: SIGNATURES,
    references: ['RFC 8446 §4.2.3', 'ASVS v5.0.0-11.6.1'],
  },
  'TLS-SIGNATURE-03': {
    title: 'The server signs with no forbidden algorithm',
    family: 'tls',
    severity: 'high',
    section: 'tls.signatureAlgorithms.forbidden',
    why: 'With a broken hash the signature over the key exchange can be carried over to another one (SLOTH).',
    remedy: SIGNATURES,
    references: ['RFC 9155', 'CVE-2015-7575', 'ASVS v5.0.0-11.6.1'],
  },
} as const satisfies Record<string, Control>;
