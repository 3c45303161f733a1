import type { Control } from './control.ts';

const SUITES = {
  nginx:
    'ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:…; in the default server of the port.',
  caddy: 'tls { ciphers TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 … }, or leave its default.',
  haproxy:
    'ssl-default-bind-ciphers ECDHE-ECDSA-AES128-GCM-SHA256:… and ssl-default-bind-ciphersuites for TLS 1.3.',
  fastify: 'https: { ciphers: "TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-AES128-GCM-SHA256:…" }.',
  fastapi: 'End TLS in a proxy; with uvicorn set ssl_ciphers="ECDHE-ECDSA-AES128-GCM-SHA256:…".',
} as const;

/** One string for OpenSSL, in each product's place. */
function without(openssl: string) {
  return {
    nginx: `ssl_ciphers with ${openssl} at its end, or a list of names that has none of them.`,
    caddy: 'Take the suite out of tls { ciphers … }; the default has none of this kind.',
    haproxy: `ssl-default-bind-ciphers with ${openssl} at its end.`,
    fastify: `https: { ciphers } with ${openssl} at its end, and no @SECLEVEL=0.`,
    fastapi: `End TLS in a proxy; with uvicorn set ssl_ciphers with ${openssl} at its end.`,
  };
}

/** Which cipher suites the TLS entry accepts. */
export const tlsSuites = {
  'TLS-SUITE-01': {
    title: 'Every required cipher suite is accepted',
    family: 'tls',
    severity: 'medium',
    section: 'tls.suites.required',
    why: 'A client that knows only a suite that was promised cannot connect.',
    remedy: SUITES,
    references: ['RFC 9325 §4.2', 'ASVS v5.0.0-12.1.2'],
  },
  'TLS-SUITE-02': {
    title: 'No cipher suite outside the policy is accepted',
    family: 'tls',
    severity: 'medium',
    section: 'tls.suites.allowed',
    why: 'Each suite more is one that nobody has decided on and that an attacker may talk client and server into.',
    remedy: SUITES,
    references: ['RFC 9325 §4.1', 'NIST SP 800-52r2 §3.3.1', 'ASVS v5.0.0-12.1.2'],
  },
  'TLS-SUITE-03': {
    title: 'No forbidden cipher suite is accepted',
    family: 'tls',
    severity: 'medium',
    section: 'tls.suites.forbidden',
    why: 'What the profile forbids by name is what its owner knows to be unsafe for this system.',
    remedy: SUITES,
    references: ['RFC 9325 §4.1', 'ASVS v5.0.0-12.1.2'],
  },
  'TLS-WEAK-01': {
    title: 'Every cipher suite encrypts',
    family: 'tls',
    severity: 'critical',
    section: 'tls.refusedWeaknesses.null-encryption',
    why: 'With a NULL suite everything is sent in the clear while both sides believe that TLS protects it.',
    remedy: without('!eNULL'),
    references: ['RFC 9325 §4.1', 'NIST SP 800-52r2 §3.3.1', 'ASVS v5.0.0-12.1.2'],
  },
  'TLS-WEAK-02': {
    title: 'Every cipher suite authenticates the server',
    family: 'tls',
    severity: 'critical',
    section: 'tls.refusedWeaknesses.anonymous',
    why: 'Without a certificate anybody on the way can be the server.',
    remedy: without('!aNULL'),
    references: ['RFC 5246 F.1.1.1', 'RFC 9325 §4.1', 'ASVS v5.0.0-12.1.2'],
  },
  'TLS-WEAK-03': {
    title: 'No cipher suite has a key shortened for export',
    family: 'tls',
    severity: 'critical',
    section: 'tls.refusedWeaknesses.export',
    why: 'Keys of 40 to 56 bits are searched through in hours, and FREAK and Logjam talk strong clients down to them.',
    remedy: without('!EXPORT'),
    references: ['RFC 9325 §4.1', 'CVE-2015-0204', 'ASVS v5.0.0-12.1.2'],
  },
  'TLS-WEAK-04': {
    title: 'No cipher suite uses RC4',
    family: 'tls',
    severity: 'high',
    section: 'tls.refusedWeaknesses.rc4',
    why: 'The first bytes of its key stream are biased: a cookie that is sent often enough can be read.',
    remedy: without('!RC4'),
    references: ['RFC 7465', 'CVE-2013-2566', 'ASVS v5.0.0-12.1.2'],
  },
  'TLS-WEAK-05': {
    title: 'No cipher suite has blocks of 64 bits',
    family: 'tls',
    severity: 'high',
    section: 'tls.refusedWeaknesses.64-bit-block',
    why: 'With triple DES, DES, IDEA and RC2 blocks repeat within one long connection and give away what they hide (Sweet32).',
    remedy: without('!3DES:!DES:!IDEA:!RC2'),
    references: ['RFC 8429 §4', 'CVE-2016-2183', 'ASVS v5.0.0-12.1.2'],
  },
  'TLS-WEAK-06': {
    title: 'No cipher suite uses MD5',
    family: 'tls',
    severity: 'high',
    section: 'tls.refusedWeaknesses.md5',
    why: 'Collisions of MD5 cost seconds; what still offers it has not been looked at for a decade.',
    remedy: without('!MD5'),
    references: ['RFC 6151 §2', 'ASVS v5.0.0-11.4.1'],
  },
  'TLS-WEAK-07': {
    title: 'No cipher suite chains blocks before TLS 1.2',
    family: 'tls',
    severity: 'medium',
    section: 'tls.refusedWeaknesses.cbc-before-tls12',
    why: 'The padding of CBC tells an attacker what is inside it: BEAST, POODLE, Lucky Thirteen.',
    remedy: {
      nginx: 'ssl_protocols TLSv1.2 TLSv1.3; older versions have nothing but CBC and worse.',
      caddy: 'tls { protocols tls1.2 tls1.3 } (the default).',
      haproxy: 'ssl-default-bind-options ssl-min-ver TLSv1.2.',
      fastify: 'https: { minVersion: "TLSv1.2" }.',
      fastapi: 'End TLS in a proxy; with uvicorn set ssl_context.minimum_version = ssl.TLSVersion.TLSv1_2.',
    },
    references: ['RFC 8996', 'CVE-2011-3389', 'ASVS v5.0.0-12.1.1'],
  },
  'TLS-FORWARDSECRECY-01': {
    title: 'Every cipher suite has forward secrecy',
    family: 'tls',
    severity: 'high',
    section: 'tls.forwardSecrecy',
    why: 'Whoever records connections today reads them on the day the key of the certificate leaks; static RSA also invites Bleichenbacher (ROBOT).',
    remedy: {
      nginx: 'ssl_ciphers with names that begin with ECDHE only: HIGH:!aNULL:!MD5 still has static RSA.',
      caddy: 'Leave the default, or list ECDHE suites only in tls { ciphers … }.',
      haproxy: 'ssl-default-bind-ciphers ECDHE+AESGCM:ECDHE+CHACHA20.',
      fastify: 'https: { ciphers: "ECDHE+AESGCM:ECDHE+CHACHA20:TLS_AES_128_GCM_SHA256:…" }.',
      fastapi: 'End TLS in a proxy; with uvicorn set ssl_ciphers="ECDHE+AESGCM:ECDHE+CHACHA20".',
    },
    references: ['RFC 9325 §4.1', 'RFC 9325 §7.3', 'ASVS v5.0.0-12.1.2'],
  },
  'TLS-ORDER-01': {
    title: 'The cipher suite is chosen by the side that the profile names',
    family: 'tls',
    severity: 'low',
    section: 'tls.order',
    why: 'With weak suites in the list the server has to prefer strong ones; with strong ones only, the client knows what is fast for it.',
    remedy: {
      nginx: 'ssl_prefer_server_ciphers on; or off; in the default server of the port.',
      caddy: 'Caddy chooses by itself, by what the hardware does fast; it cannot be set.',
      haproxy: 'ssl-default-bind-options with prefer-client-ciphers or without.',
      fastify: 'https: { honorCipherOrder: true } or false.',
      fastapi: 'End TLS in a proxy; with uvicorn add or leave out ssl.OP_CIPHER_SERVER_PREFERENCE.',
    },
    references: ['RFC 9325 §4.2.1', 'NIST SP 800-52r2 §3.3.1'],
  },
} as const satisfies Record<string, Control>;
