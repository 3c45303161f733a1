import { browserPolicies } from './browser-policies.ts';
import type { Control } from './control.ts';

/** Response header fields: what browsers are told, what caches are told, and what is told to nobody. */
export const headers = {
  ...browserPolicies,
  'HDR-CACHE-01': {
    title: 'Cache-Control keeps sensitive answers out of caches',
    family: 'headers',
    severity: 'high',
    section: 'headers.cacheControl',
    why: 'A cached answer is shown to whoever uses the same browser or proxy next.',
    remedy: {
      nginx: 'add_header Cache-Control "no-store" always; in the locations that answer with personal data.',
      caddy: 'header @sensitive Cache-Control "no-store" with a matcher for those paths.',
      haproxy:
        'http-request set-var(txn.path) path, then http-response set-header Cache-Control "no-store" if { var(txn.path) -m beg /account }',
      fastify: "reply.header('Cache-Control', 'no-store') in those routes.",
      fastapi: 'response.headers["Cache-Control"] = "no-store" in those routes.',
    },
    references: ['RFC 9111 §5.2.2.5', 'ASVS v5.0.0-14.3.2'],
  },
  'HDR-CTYPE-01': {
    title: 'Content-Type names the media type, and the charset of text and JSON, of every body',
    family: 'headers',
    severity: 'medium',
    section: 'headers.contentType',
    why: 'Without a type, nosniff protects nothing; without a charset, a browser may read text in one that turns harmless bytes into markup.',
    remedy: {
      nginx: 'charset utf-8; and charset_types text/html text/plain text/css application/json;',
      caddy: 'header Content-Type "application/json; charset=utf-8" with a matcher for the path.',
      haproxy:
        'http-after-response set-header Content-Type "text/html; charset=utf-8" if { res.hdr(Content-Type) text/html }',
      fastify: "reply.type('application/json; charset=utf-8')",
      fastapi: 'Response(media_type="application/json; charset=utf-8")',
    },
    references: ['RFC 9110 §8.3', 'ASVS v5.0.0-4.1.1'],
  },
  'HDR-SERVER-01': {
    title: 'Server is as the profile says on every response, and names no version beyond it',
    family: 'headers',
    severity: 'low',
    section: 'headers.server',
    why: 'Product and version tell an attacker which known weaknesses to try.',
    remedy: {
      nginx: 'more_clear_headers Server; (headers-more module). server_tokens off; hides the version only.',
      caddy: 'header -Server',
      haproxy: 'http-after-response del-header Server',
      fastify: "Fastify sends none; drop the upstream's in rewriteHeaders of @fastify/reply-from.",
      fastapi: 'uvicorn --no-server-header',
    },
    references: ['RFC 9110 §10.2.4', 'ASVS v5.0.0-13.4.6', 'OWASP Secure Headers Project'],
  },
  'HDR-LEAK-01': {
    title: 'No field that tells about the software is sent',
    family: 'headers',
    severity: 'low',
    section: 'headers.forbidden',
    why: 'Frameworks, versions and internal hosts tell an attacker which known weaknesses to try, and where.',
    remedy: {
      nginx: 'proxy_hide_header X-Powered-By; for each field that the upstream sends.',
      caddy: 'header -X-Powered-By',
      haproxy: 'http-after-response del-header X-Powered-By',
      fastify: 'Do not set them; helmet: { xPoweredBy: true } removes X-Powered-By.',
      fastapi: 'del response.headers["X-Powered-By"] in the outermost middleware.',
    },
    references: ['ASVS v5.0.0-13.4.6', 'OWASP Secure Headers Project, headers to remove'],
  },
  'HDR-DUPLICATE-01': {
    title: 'Fields with a single value are sent once',
    family: 'headers',
    severity: 'medium',
    section: 'headers',
    why: 'Two copies mean two places that set the field, and browsers, proxies and scanners disagree on which counts; some drop both.',
    remedy: {
      nginx: 'proxy_hide_header X-Frame-Options; for each field that both nginx and the upstream send.',
      caddy: 'Set the field with header, which replaces, and not with header +Field, which adds.',
      haproxy: 'Use set-header, which replaces, and not add-header.',
      fastify:
        "Set the field in helmet only; drop the upstream's copy in rewriteHeaders of @fastify/reply-from.",
      fastapi: 'Assign response.headers[…] once; do not append.',
    },
    references: ['RFC 9110 §5.3'],
  },
  'HDR-CONFLICT-01': {
    title: 'X-Frame-Options and frame-ancestors agree on who may frame a response',
    family: 'headers',
    severity: 'medium',
    section: 'headers.xFrameOptions',
    why: 'Browsers that know frame-ancestors ignore X-Frame-Options, so whoever reads only one of the two is wrong about the protection.',
    remedy: {
      nginx:
        'X-Frame-Options "DENY" goes with frame-ancestors \'none\', "SAMEORIGIN" with frame-ancestors \'self\'.',
      caddy:
        'X-Frame-Options "DENY" goes with frame-ancestors \'none\', "SAMEORIGIN" with frame-ancestors \'self\'.',
      haproxy:
        'X-Frame-Options "DENY" goes with frame-ancestors \'none\', "SAMEORIGIN" with frame-ancestors \'self\'.',
      fastify:
        "helmet: { xFrameOptions: { action: 'deny' }, contentSecurityPolicy: { directives: { frameAncestors: [\"'none'\"] } } }",
      fastapi:
        'X-Frame-Options "DENY" goes with frame-ancestors \'none\', "SAMEORIGIN" with frame-ancestors \'self\'.',
    },
    references: ['W3C CSP Level 3 §6.4.2.2', 'RFC 7034 §2.1', 'ASVS v5.0.0-3.4.6'],
  },
  'HDR-ADDITIONAL-01': {
    title: 'The further fields that the profile names are as it says on every response',
    family: 'headers',
    severity: 'low',
    section: 'headers.additional',
    why: 'The profile asks for them: what it gains by each is lost on the responses that lack it.',
    remedy: {
      nginx: 'add_header Field "value" always; in every location that has an add_header of its own.',
      caddy: 'header Field "value" at site level, and in handle_errors.',
      haproxy: 'http-after-response set-header Field "value"',
      fastify: "reply.header('Field', 'value') in an onSend hook of the root instance.",
      fastapi: 'response.headers["Field"] = "value" in the outermost middleware.',
    },
    references: ['OWASP Secure Headers Project'],
  },
} as const satisfies Record<string, Control>;
