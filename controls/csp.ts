import type { Control } from './control.ts';

/** What a Content-Security-Policy is good for, where there is one: HDR-CSP-01 says that there is. */
export const csp = {
  'CSP-OBJECT-01': {
    title: 'The policy restricts plugins as the profile says',
    family: 'csp',
    severity: 'medium',
    section: 'headers.contentSecurityPolicy.directives.object-src',
    why: 'An injected object or embed element runs what it loads in the origin of the page, past script-src.',
    remedy: {
      nginx: "Put object-src 'none' into the value of add_header Content-Security-Policy … always;",
      caddy: "Put object-src 'none' into the value of header Content-Security-Policy.",
      haproxy: "Put object-src 'none' into http-after-response set-header Content-Security-Policy.",
      fastify: 'helmet: { contentSecurityPolicy: { directives: { objectSrc: ["\'none\'"] } } }',
      fastapi: "Put object-src 'none' into the policy that the outermost middleware sets.",
    },
    references: ['W3C CSP Level 3 §6.1.9', 'ASVS v5.0.0-3.4.3', 'OWASP CSP Cheat Sheet'],
  },
  'CSP-BASE-01': {
    title: 'The policy restricts the base of relative URLs as the profile says',
    family: 'csp',
    severity: 'medium',
    section: 'headers.contentSecurityPolicy.directives.base-uri',
    why: 'An injected base element makes the page load its own scripts, nonces included, from another host.',
    remedy: {
      nginx: "Put base-uri 'none' into the value of add_header Content-Security-Policy … always;",
      caddy: "Put base-uri 'none' into the value of header Content-Security-Policy.",
      haproxy: "Put base-uri 'none' into http-after-response set-header Content-Security-Policy.",
      fastify: 'helmet: { contentSecurityPolicy: { directives: { baseUri: ["\'none\'"] } } }',
      fastapi: "Put base-uri 'none' into the policy that the outermost middleware sets.",
    },
    references: ['W3C CSP Level 3 §6.3.1', 'ASVS v5.0.0-3.4.3', 'OWASP CSP Cheat Sheet'],
  },
  'CSP-FORM-01': {
    title: 'The policy restricts where forms are sent as the profile says',
    family: 'csp',
    severity: 'medium',
    section: 'headers.contentSecurityPolicy.directives.form-action',
    why: 'An injected form, or a form element around an existing one, sends what users type to another host.',
    remedy: {
      nginx: "Put form-action 'self' into the value of add_header Content-Security-Policy … always;",
      caddy: "Put form-action 'self' into the value of header Content-Security-Policy.",
      haproxy: "Put form-action 'self' into http-after-response set-header Content-Security-Policy.",
      fastify: 'helmet: { contentSecurityPolicy: { directives: { formAction: ["\'self\'"] } } }',
      fastapi: "Put form-action 'self' into the policy that the outermost middleware sets.",
    },
    references: ['W3C CSP Level 3 §6.4.1', 'OWASP CSP Cheat Sheet'],
  },
  'CSP-ANCESTORS-01': {
    title: 'The policy restricts who may frame the page as the profile says',
    family: 'csp',
    severity: 'medium',
    section: 'headers.contentSecurityPolicy.directives.frame-ancestors',
    why: 'A page that others can frame is clicked through: users act on it without seeing it.',
    remedy: {
      nginx:
        "Put frame-ancestors 'none' into add_header Content-Security-Policy … always; a <meta> cannot say it.",
      caddy: "Put frame-ancestors 'none' into header Content-Security-Policy; a <meta> cannot say it.",
      haproxy: "Put frame-ancestors 'none' into http-after-response set-header Content-Security-Policy.",
      fastify: 'helmet: { contentSecurityPolicy: { directives: { frameAncestors: ["\'none\'"] } } }',
      fastapi: "Put frame-ancestors 'none' into the policy that the outermost middleware sets.",
    },
    references: ['W3C CSP Level 3 §6.4.2', 'W3C CSP Level 3 §3.3', 'ASVS v5.0.0-3.4.6'],
  },
  'CSP-FORBIDDEN-01': {
    title: 'The policies together allow no source that the profile forbids',
    family: 'csp',
    severity: 'high',
    section: 'csp.forbidden',
    why: "With 'unsafe-inline', 'unsafe-eval', data: or a wildcard for scripts, an injected script runs as if there were no policy.",
    remedy: {
      nginx:
        'Move inline scripts into files, or let the application send nonces, and take the source out of add_header.',
      caddy:
        'Move inline scripts into files, or let the application send nonces, and take the source out of header.',
      haproxy: 'Move inline scripts into files, and take the source out of http-after-response set-header.',
      fastify:
        'helmet: { enableCSPNonces: true }, and reply.cspNonce.script on each inline script instead of the source.',
      fastapi: 'nonce="{{ request.state.nonce }}" on each inline script instead of the source.',
    },
    references: [
      'W3C CSP Level 3 §6.7.3.2',
      'W3C CSP Level 3 §6.8.3',
      'ASVS v5.0.0-3.4.3',
      'OWASP CSP Cheat Sheet',
    ],
  },
  'CSP-STRENGTH-01': {
    title: 'The policies together have no weakness that csp_evaluator knows',
    family: 'csp',
    severity: 'medium',
    section: 'csp.weakness',
    why: 'A host that serves JSONP or old libraries, or a directive that is missing, lets an injected script around the policy.',
    remedy: {
      nginx:
        "Replace hosts in add_header Content-Security-Policy by nonces of the application, or serve the files as 'self'.",
      caddy:
        "Replace hosts in header Content-Security-Policy by nonces of the application, or serve the files as 'self'.",
      haproxy:
        "Replace hosts in set-header Content-Security-Policy by nonces of the application, or serve the files as 'self'.",
      fastify:
        'helmet: { enableCSPNonces: true, contentSecurityPolicy: { directives: { scriptSrc: ["\'strict-dynamic\'"], baseUri: ["\'none\'"] } } }',
      fastapi:
        "script-src 'nonce-…' 'strict-dynamic'; object-src 'none'; base-uri 'none', with secrets.token_urlsafe(16) as nonce.",
    },
    references: ['W3C CSP Level 3 §8.1', 'Google csp_evaluator', 'ASVS v5.0.0-3.4.3'],
  },
  'CSP-SYNTAX-01': {
    title: 'Browsers understand the policy in full',
    family: 'csp',
    severity: 'medium',
    section: 'csp.syntax',
    why: 'What browsers do not know, or read a second time, they leave out without a word, and the rest allows more than was meant.',
    remedy: {
      nginx:
        'Keep the value of add_header on one line of ASCII, directives separated by semicolons, and try it in csp_evaluator.',
      caddy:
        'Keep the value of header in ASCII, directives separated by semicolons, and try it in csp_evaluator.',
      haproxy:
        'Keep the value of set-header in ASCII, directives separated by semicolons, and try it in csp_evaluator.',
      fastify:
        "helmet's contentSecurityPolicy.directives takes lists and writes the separators; keywords need their quotes: \"'self'\".",
      fastapi: 'Build the value from a dict of lists with "; ".join(), keywords in single quotes.',
    },
    references: ['W3C CSP Level 3 §2.2.1', 'W3C CSP Level 3 §2.3.1'],
  },
  'CSP-NONCE-01': {
    title: 'Every response has nonces that no other response has',
    family: 'csp',
    severity: 'high',
    section: 'csp.nonceBits',
    why: 'Whoever has loaded the page once knows the nonce, and can put it on the script that he injects for others.',
    remedy: {
      nginx:
        'Let the application make the nonce, with proxy_cache off for pages; a nonce in the configuration is fixed.',
      caddy: 'Let the application make the nonce, and cache no pages in front of it.',
      haproxy: 'Let the application make the nonce, and put no pages into the cache section.',
      fastify: 'helmet: { enableCSPNonces: true } makes one for each reply; do not cache rendered pages.',
      fastapi:
        'secrets.token_urlsafe(16) in the middleware, once for each request, not when the module is loaded.',
    },
    references: ['W3C CSP Level 3 §7.1', 'ASVS v5.0.0-3.4.3'],
  },
  'CSP-NONCE-02': {
    title: 'Nonces cannot be guessed',
    family: 'csp',
    severity: 'high',
    section: 'csp.nonceBits',
    why: 'A short nonce, a counter or a time can be foretold, and then an injected script carries the right one.',
    remedy: {
      nginx:
        '$request_id has 128 random bits in hexadecimal; $msec, $connection and $request_time can be foretold.',
      caddy:
        'Let the application make the nonce; {http.request.uuid} has 122 random bits, {time.now} has none.',
      haproxy: 'unique-id-format "%[rand]" is too short; let the application make the nonce.',
      fastify:
        "randomBytes(16).toString('base64') of node:crypto, as helmet's enableCSPNonces does; Math.random() can be foretold.",
      fastapi: 'secrets.token_urlsafe(16); uuid.uuid1(), time.time() and random.random() can be foretold.',
    },
    references: ['W3C CSP Level 3 §7.1', 'ASVS v5.0.0-11.5.1'],
  },
} as const satisfies Record<string, Control>;
