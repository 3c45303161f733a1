import type { Control } from './control.ts';

/** What the TLS entry negotiates. */
export const tls = {
  'TLS-VERSION-01': {
    title: 'Protocol versions under the floor are refused',
    family: 'tls',
    severity: 'critical',
    section: 'tls.versions.refused',
    why: 'A client that can be talked down to SSL 3.0, TLS 1.0 or 1.1 is open to attacks that the later versions end.',
    remedy: {
      nginx:
        'ssl_protocols TLSv1.2 TLSv1.3; in every server block of the port: the default server decides before the name is known.',
      caddy: 'tls { protocols tls1.2 tls1.3 } (the default).',
      haproxy:
        'ssl-default-bind-options ssl-min-ver TLSv1.2, and no ssl-min-ver on the bind line that says otherwise.',
      fastify: 'https: { minVersion: "TLSv1.2" }, and no @SECLEVEL=0 in ciphers.',
      fastapi: 'End TLS in a proxy; with uvicorn set ssl_context.minimum_version = ssl.TLSVersion.TLSv1_2.',
    },
    references: ['RFC 8996', 'RFC 7568', 'ASVS v5.0.0-12.1.1'],
  },
  'TLS-VERSION-02': {
    title: 'Every required protocol version is accepted',
    family: 'tls',
    severity: 'medium',
    section: 'tls.versions.required',
    why: 'A version that the profile promises and the server does not speak shuts out clients, or keeps all of them on an older one.',
    remedy: {
      nginx: 'ssl_protocols TLSv1.2 TLSv1.3; with OpenSSL 1.1.1 or later for TLS 1.3.',
      caddy: 'tls { protocols tls1.2 tls1.3 } (the default).',
      haproxy: 'ssl-default-bind-options ssl-min-ver TLSv1.2, without ssl-max-ver below TLSv1.3.',
      fastify: 'https: { minVersion: "TLSv1.2", maxVersion: "TLSv1.3" }.',
      fastapi: 'End TLS in a proxy; with uvicorn leave ssl_context.maximum_version at its default.',
    },
    references: ['RFC 9325 §3.1.1', 'ASVS v5.0.0-12.1.1'],
  },
} as const satisfies Record<string, Control>;
