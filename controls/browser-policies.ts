import type { Control } from './control.ts';

/** Fields by which a response tells browsers what they may do with it, Strict-Transport-Security aside. */
export const browserPolicies = {
  'HDR-XFO-01': {
    title: 'X-Frame-Options is as the profile says on every response',
    family: 'headers',
    severity: 'medium',
    section: 'headers.xFrameOptions',
    why: 'A page that others may frame can be overlaid, so that a click meant for one thing does another (clickjacking).',
    remedy: {
      nginx: 'add_header X-Frame-Options "DENY" always; in every location that has an add_header of its own.',
      caddy: 'header X-Frame-Options "DENY" at site level, and in handle_errors.',
      haproxy: 'http-after-response set-header X-Frame-Options "DENY"',
      fastify: "helmet: { xFrameOptions: { action: 'deny' } }, registered on the root instance.",
      fastapi: 'response.headers["X-Frame-Options"] = "DENY" in the outermost middleware.',
    },
    references: ['RFC 7034 §2.1', 'HTML Standard, X-Frame-Options', 'OWASP Secure Headers Project'],
  },
  'HDR-XCTO-01': {
    title: 'X-Content-Type-Options is as the profile says on every response',
    family: 'headers',
    severity: 'medium',
    section: 'headers.xContentTypeOptions',
    why: 'Without nosniff a browser may take an upload or an error text for a script or a page.',
    remedy: {
      nginx:
        'add_header X-Content-Type-Options "nosniff" always; in every location that has an add_header of its own.',
      caddy: 'header X-Content-Type-Options "nosniff" at site level, and in handle_errors.',
      haproxy: 'http-after-response set-header X-Content-Type-Options "nosniff"',
      fastify: 'helmet: { xContentTypeOptions: true } (the default), registered on the root instance.',
      fastapi: 'response.headers["X-Content-Type-Options"] = "nosniff" in the outermost middleware.',
    },
    references: [
      'Fetch Standard, X-Content-Type-Options',
      'ASVS v5.0.0-3.4.4',
      'OWASP Secure Headers Project',
    ],
  },
  'HDR-XXSS-01': {
    title: 'X-XSS-Protection is as the profile says on every response',
    family: 'headers',
    severity: 'low',
    section: 'headers.xXssProtection',
    why: 'Old browsers filter pages by it; set without mode=block the filter itself can be abused to cut scripts out of a page.',
    remedy: {
      nginx: 'add_header X-XSS-Protection "1; mode=block" always; with the value that the profile says.',
      caddy: 'header X-XSS-Protection "1; mode=block" with the value that the profile says.',
      haproxy:
        'http-after-response set-header X-XSS-Protection "1; mode=block" with the value that the profile says.',
      fastify:
        "helmet: { xXssProtection: false }, and reply.header('X-XSS-Protection', …) in an onSend hook: helmet itself can only send 0.",
      fastapi: 'response.headers["X-XSS-Protection"] = "1; mode=block" with the value that the profile says.',
    },
    references: ['OWASP Secure Headers Project'],
  },
  'HDR-REFERRER-01': {
    title: 'Referrer-Policy is as the profile says on every response',
    family: 'headers',
    severity: 'low',
    section: 'headers.referrerPolicy',
    why: 'Paths and queries of a page, and what they tell about its visitor, reach every site that it links to.',
    remedy: {
      nginx: 'add_header Referrer-Policy "strict-origin-when-cross-origin" always;',
      caddy: 'header Referrer-Policy "strict-origin-when-cross-origin"',
      haproxy: 'http-after-response set-header Referrer-Policy "strict-origin-when-cross-origin"',
      fastify: "helmet: { referrerPolicy: { policy: 'strict-origin-when-cross-origin' } }",
      fastapi: 'response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"',
    },
    references: ['W3C Referrer Policy §4.1', 'ASVS v5.0.0-3.4.5', 'OWASP Secure Headers Project'],
  },
  'HDR-PERMISSIONS-01': {
    title: 'Permissions-Policy restricts the features that the profile names',
    family: 'headers',
    severity: 'medium',
    section: 'headers.permissionsPolicy',
    why: 'An injected script, or a framed page, can ask for camera, position or payment in the name of the site.',
    remedy: {
      nginx: 'add_header Permissions-Policy "geolocation=(), camera=(), microphone=()" always;',
      caddy: 'header Permissions-Policy "geolocation=(), camera=(), microphone=()"',
      haproxy: 'http-after-response set-header Permissions-Policy "geolocation=(), camera=(), microphone=()"',
      fastify:
        "reply.header('Permissions-Policy', 'geolocation=(), camera=(), microphone=()') in an onSend hook: helmet does not send it.",
      fastapi: 'response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"',
    },
    references: ['W3C Permissions Policy, structured header serialization', 'OWASP Secure Headers Project'],
  },
  'HDR-PERMISSIONS-02': {
    title: 'Permissions-Policy is a well-formed structured field',
    family: 'headers',
    severity: 'medium',
    section: 'headers.permissionsPolicy',
    why: 'Browsers drop the whole field for one mistake, such as the syntax of the older Feature-Policy, and every feature is allowed again.',
    remedy: {
      nginx: "Write geolocation=() and not geolocation 'none'; separate features with commas.",
      caddy: "Write geolocation=() and not geolocation 'none'; separate features with commas.",
      haproxy: "Write geolocation=() and not geolocation 'none'; separate features with commas.",
      fastify: "Write geolocation=() and not geolocation 'none'; separate features with commas.",
      fastapi: "Write geolocation=() and not geolocation 'none'; separate features with commas.",
    },
    references: ['RFC 9651 §3.2', 'RFC 8941 §3.2', 'W3C Permissions Policy, structured header serialization'],
  },
  'HDR-COOP-01': {
    title: 'Cross-Origin-Opener-Policy is as the profile says on every response',
    family: 'headers',
    severity: 'medium',
    section: 'headers.crossOriginOpenerPolicy',
    why: 'A page of another origin that opens this one, or is opened by it, keeps a handle on its window.',
    remedy: {
      nginx: 'add_header Cross-Origin-Opener-Policy "same-origin" always;',
      caddy: 'header Cross-Origin-Opener-Policy "same-origin"',
      haproxy: 'http-after-response set-header Cross-Origin-Opener-Policy "same-origin"',
      fastify: "helmet: { crossOriginOpenerPolicy: { policy: 'same-origin' } }",
      fastapi: 'response.headers["Cross-Origin-Opener-Policy"] = "same-origin"',
    },
    references: [
      'HTML Standard, Cross-Origin-Opener-Policy',
      'ASVS v5.0.0-3.4.8',
      'OWASP Secure Headers Project',
    ],
  },
  'HDR-COEP-01': {
    title: 'Cross-Origin-Embedder-Policy is as the profile says on every response',
    family: 'headers',
    severity: 'low',
    section: 'headers.crossOriginEmbedderPolicy',
    why: 'Without it the page is not isolated from resources of other origins that share its process.',
    remedy: {
      nginx: 'add_header Cross-Origin-Embedder-Policy "require-corp" always;',
      caddy: 'header Cross-Origin-Embedder-Policy "require-corp"',
      haproxy: 'http-after-response set-header Cross-Origin-Embedder-Policy "require-corp"',
      fastify: "helmet: { crossOriginEmbedderPolicy: { policy: 'require-corp' } }",
      fastapi: 'response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"',
    },
    references: ['HTML Standard, Cross-Origin-Embedder-Policy', 'OWASP Secure Headers Project'],
  },
  'HDR-CORP-01': {
    title: 'Cross-Origin-Resource-Policy is as the profile says on every response',
    family: 'headers',
    severity: 'medium',
    section: 'headers.crossOriginResourcePolicy',
    why: 'Other sites can load the answer into their own process, where side channels read it.',
    remedy: {
      nginx: 'add_header Cross-Origin-Resource-Policy "same-origin" always;',
      caddy: 'header Cross-Origin-Resource-Policy "same-origin"',
      haproxy: 'http-after-response set-header Cross-Origin-Resource-Policy "same-origin"',
      fastify: "helmet: { crossOriginResourcePolicy: { policy: 'same-origin' } }",
      fastapi: 'response.headers["Cross-Origin-Resource-Policy"] = "same-origin"',
    },
    references: [
      'Fetch Standard, Cross-Origin-Resource-Policy',
      'ASVS v5.0.0-3.5.8',
      'OWASP Secure Headers Project',
    ],
  },
  'HDR-CSP-01': {
    title: 'A Content-Security-Policy with the directives of the profile is enforced on every response',
    family: 'headers',
    severity: 'high',
    section: 'headers.contentSecurityPolicy',
    why: 'It is what keeps an injected script from running; a policy that is only reported, or misses on error pages, keeps nothing.',
    remedy: {
      nginx:
        "add_header Content-Security-Policy \"default-src 'self'; object-src 'none'\" always; a nonce has to come from the application.",
      caddy:
        "header ?Content-Security-Policy \"default-src 'self'; object-src 'none'\", which leaves a policy of the application, with its nonce, as it is.",
      haproxy:
        "http-after-response set-header Content-Security-Policy \"default-src 'self'; object-src 'none'\" unless the application sends its own.",
      fastify:
        'helmet: { enableCSPNonces: true, contentSecurityPolicy: { directives: { … } } }, registered on the root instance.',
      fastapi:
        'response.headers["Content-Security-Policy"] in the outermost middleware, with secrets.token_urlsafe(16) as nonce.',
    },
    references: ['W3C CSP Level 3 §3.1', 'ASVS v5.0.0-3.4.3', 'ASVS v5.0.0-3.4.6'],
  },
} as const satisfies Record<string, Control>;
