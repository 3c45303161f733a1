import type { Control } from './control.ts';

/** Strict-Transport-Security (RFC 6797): present, strong and well formed over https, absent elsewhere. */
export const hsts = {
  'HDR-HSTS-01': {
    title: 'HSTS is sent on every HTTPS response',
    family: 'hsts',
    severity: 'high',
    section: 'headers.hsts.maxAge',
    why: 'A response without it leaves the first plain request of the next visit open to interception; error pages are the usual gap.',
    remedy: {
      nginx:
        'add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always; in every location that has an add_header of its own.',
      caddy:
        'header Strict-Transport-Security "max-age=31536000; includeSubDomains" at site level, and in handle_errors.',
      haproxy:
        'http-after-response set-header Strict-Transport-Security "max-age=31536000; includeSubDomains", which covers HAProxy\'s own error pages.',
      fastify:
        'Register @fastify/helmet on the root instance before any route, so that 404 and error handlers inherit it.',
      fastapi: 'Add the middleware outermost, so that responses of exception handlers pass through it.',
    },
    references: ['RFC 6797 §7.1', 'ASVS v5.0.0-3.4.1'],
  },
  'HDR-HSTS-02': {
    title: 'HSTS max-age is within the required bounds',
    family: 'hsts',
    severity: 'medium',
    section: 'headers.hsts.maxAge',
    why: 'A short max-age lets the protection lapse between two visits.',
    remedy: {
      nginx: 'Raise max-age in add_header Strict-Transport-Security.',
      caddy: 'Raise max-age in header Strict-Transport-Security.',
      haproxy: 'Raise max-age in http-after-response set-header Strict-Transport-Security.',
      fastify: 'helmet: { hsts: { maxAge: 31536000 } } (seconds).',
      fastapi: 'Raise max-age in the header that the middleware sets.',
    },
    references: ['RFC 6797 §6.1.1', 'ASVS v5.0.0-3.4.1'],
  },
  'HDR-HSTS-03': {
    title: 'HSTS covers subdomains',
    family: 'hsts',
    severity: 'medium',
    section: 'headers.hsts.includeSubDomains',
    why: 'Without includeSubDomains a plain-http subdomain can set cookies that the main host receives.',
    remedy: {
      nginx: 'Append includeSubDomains to the Strict-Transport-Security value.',
      caddy: 'Append includeSubDomains to the Strict-Transport-Security value.',
      haproxy: 'Append includeSubDomains to the Strict-Transport-Security value.',
      fastify: 'helmet: { hsts: { includeSubDomains: true } }.',
      fastapi: 'Append includeSubDomains to the value that the middleware sets.',
    },
    references: ['RFC 6797 §6.1.2', 'ASVS v5.0.0-3.4.1'],
  },
  'HDR-HSTS-04': {
    title: 'HSTS consents to browser preload lists',
    family: 'hsts',
    severity: 'low',
    section: 'headers.hsts.preload',
    why: 'Only a preloaded host is protected on the very first visit of a browser.',
    remedy: {
      nginx:
        'Append preload to the Strict-Transport-Security value (max-age at least 31536000, includeSubDomains present).',
      caddy:
        'Append preload to the Strict-Transport-Security value (max-age at least 31536000, includeSubDomains present).',
      haproxy:
        'Append preload to the Strict-Transport-Security value (max-age at least 31536000, includeSubDomains present).',
      fastify: 'helmet: { hsts: { maxAge: 31536000, includeSubDomains: true, preload: true } }.',
      fastapi: 'Append preload to the value that the middleware sets.',
    },
    references: ['hstspreload.org submission requirements', 'ASVS v5.0.0-3.7.4'],
  },
  'HDR-HSTS-05': {
    title: 'HSTS is a single, well-formed field',
    family: 'hsts',
    severity: 'medium',
    section: 'headers.hsts.maxAge',
    why: 'Browsers read the first field only and ignore one that does not parse, so a duplicate or a typo can switch the protection off.',
    remedy: {
      nginx:
        "Set the field in one place: hide the upstream's with proxy_hide_header Strict-Transport-Security.",
      caddy:
        'Set the field with header, which replaces, and not with +Strict-Transport-Security, which adds.',
      haproxy: 'Use set-header, which replaces, and not add-header.',
      fastify:
        "Set the field in helmet only; drop the upstream's copy in rewriteHeaders of @fastify/reply-from.",
      fastapi: 'Assign response.headers["Strict-Transport-Security"] once; do not append.',
    },
    references: ['RFC 6797 §6.1', 'RFC 6797 §8.1'],
  },
  'HDR-HSTS-06': {
    title: 'HSTS is not sent over plain HTTP',
    family: 'hsts',
    severity: 'low',
    section: 'headers.hsts',
    why: 'Browsers must ignore it there; a server that sends it has not separated its two entries.',
    remedy: {
      nginx: 'Keep add_header Strict-Transport-Security out of the server block that listens on port 80.',
      caddy: 'Put the header directive in the https site block only.',
      haproxy: 'Guard the rule with: if { ssl_fc }.',
      fastify: "Do not register helmet's hsts on the instance that redirects.",
      fastapi: 'Set the field only when request.url.scheme is "https" behind a trusted proxy.',
    },
    references: ['RFC 6797 §7.2'],
  },
  'HDR-HSTS-07': {
    title: 'HSTS is absent from a target that must not use it',
    family: 'hsts',
    severity: 'medium',
    section: 'headers.hsts.absent',
    why: 'On a development host with a self-signed certificate HSTS locks browsers out, and they remember it.',
    remedy: {
      nginx: "Remove add_header Strict-Transport-Security from this environment's server blocks.",
      caddy: "Remove header Strict-Transport-Security from this environment's site.",
      haproxy: 'Remove the set-header Strict-Transport-Security rule from this environment.',
      fastify: 'helmet: { hsts: false } in this environment.',
      fastapi: 'Set the field only when ENVIRONMENT is "production".',
    },
    references: ['RFC 6797 §8.4', 'RFC 6797 §11.3'],
  },
} as const satisfies Record<string, Control>;
