import type { Control } from './control.ts';
import { browserEmbedding } from './browser-embedding.ts';

/** What a real browser refuses to do on the target's pages, and on other pages with the target. */
export const browser = {
  'BRW-INLINE-01': {
    title: 'An injected inline script is blocked on the main page',
    family: 'browser',
    severity: 'high',
    section: 'browser.blocks.inline-script',
    why: 'Markup that gets into a page with a script in it then acts as its visitor: reads, clicks, sends.',
    remedy: {
      nginx:
        "add_header Content-Security-Policy \"script-src 'self'\" always; without 'unsafe-inline'; put scripts into files of their own.",
      caddy:
        "header Content-Security-Policy \"script-src 'self'\" without 'unsafe-inline'; put scripts into files of their own.",
      haproxy:
        "http-after-response set-header Content-Security-Policy \"script-src 'self'\" without 'unsafe-inline'.",
      fastify:
        "helmet: { contentSecurityPolicy: { directives: { scriptSrc: [\"'self'\"] } } } without 'unsafe-inline', and nonces for scripts in pages.",
      fastapi:
        'response.headers["Content-Security-Policy"] = "script-src \'self\' \'nonce-…\'", with the nonce of the request in each script of the template.',
    },
    references: ['W3C CSP Level 3 §4.2.3', 'ASVS v5.0.0-3.4.3'],
  },
  'BRW-HANDLER-01': {
    title: 'An injected event handler is blocked on the main page',
    family: 'browser',
    severity: 'high',
    section: 'browser.blocks.inline-handler',
    why: 'An attribute such as onerror needs no script element, so filters that look for one let it through.',
    remedy: {
      nginx:
        "Leave 'unsafe-inline' and 'unsafe-hashes' out of script-src and script-src-attr; attach handlers with addEventListener.",
      caddy:
        "Leave 'unsafe-inline' and 'unsafe-hashes' out of script-src and script-src-attr; attach handlers with addEventListener.",
      haproxy:
        "Leave 'unsafe-inline' and 'unsafe-hashes' out of script-src and script-src-attr; attach handlers with addEventListener.",
      fastify:
        'helmet: { contentSecurityPolicy: { directives: { scriptSrcAttr: ["\'none\'"] } } } (the default).',
      fastapi: "script-src-attr 'none' in the policy, and addEventListener instead of onclick in templates.",
    },
    references: ['W3C CSP Level 3 §4.2.3', 'W3C CSP Level 3 §6.1.12', 'ASVS v5.0.0-3.4.3'],
  },
  'BRW-EVAL-01': {
    title: 'A call of eval is blocked on the main page',
    family: 'browser',
    severity: 'medium',
    section: 'browser.blocks.eval',
    why: 'Text that a page evaluates is a way to run scripts that needs no injected markup at all.',
    remedy: {
      nginx: "Leave 'unsafe-eval' out of script-src; build templates and schemas ahead of time.",
      caddy: "Leave 'unsafe-eval' out of script-src; build templates and schemas ahead of time.",
      haproxy: "Leave 'unsafe-eval' out of script-src; build templates and schemas ahead of time.",
      fastify: "Leave 'unsafe-eval' out of helmet's scriptSrc; 'wasm-unsafe-eval' is enough for WebAssembly.",
      fastapi: "Leave 'unsafe-eval' out of script-src; 'wasm-unsafe-eval' is enough for WebAssembly.",
    },
    references: ['W3C CSP Level 3 §4.5.1', 'ASVS v5.0.0-3.4.3'],
  },
  'BRW-SCRIPT-01': {
    title: 'An injected script of another origin is blocked on the main page',
    family: 'browser',
    severity: 'high',
    section: 'browser.blocks.foreign-script',
    why: 'One injected element loads whatever its author serves today.',
    remedy: {
      nginx:
        "Name in script-src the hosts that scripts come from, or nonces with 'strict-dynamic'; never *, https: or data:.",
      caddy:
        "Name in script-src the hosts that scripts come from, or nonces with 'strict-dynamic'; never *, https: or data:.",
      haproxy:
        "Name in script-src the hosts that scripts come from, or nonces with 'strict-dynamic'; never *, https: or data:.",
      fastify:
        'helmet: { contentSecurityPolicy: { directives: { scriptSrc: ["\'self\'"] } } } with the hosts that scripts come from, and never https:.',
      fastapi: "script-src 'self' with the hosts that scripts come from; never *, https: or data:.",
    },
    references: ['W3C CSP Level 3 §6.1.10', 'ASVS v5.0.0-3.4.3'],
  },
  'BRW-FRAME-01': {
    title: 'An injected frame of another origin is blocked on the main page',
    family: 'browser',
    severity: 'medium',
    section: 'browser.blocks.foreign-frame',
    why: 'A frame inside a trusted page can ask for a password in its name.',
    remedy: {
      nginx: "frame-src 'none' or the hosts that are framed; without it default-src decides.",
      caddy: "frame-src 'none' or the hosts that are framed; without it default-src decides.",
      haproxy: "frame-src 'none' or the hosts that are framed; without it default-src decides.",
      fastify:
        'helmet: { contentSecurityPolicy: { directives: { frameSrc: ["\'none\'"] } } } or the hosts that are framed.',
      fastapi: "frame-src 'none' or the hosts that are framed; without it default-src decides.",
    },
    references: ['W3C CSP Level 3 §6.1.5', 'ASVS v5.0.0-3.4.3'],
  },
  'BRW-FORM-01': {
    title: 'An injected form to another origin is blocked on the main page',
    family: 'browser',
    severity: 'high',
    section: 'browser.blocks.foreign-form',
    why: 'It needs no script: password managers fill it in, and one click sends it. default-src does not cover forms.',
    remedy: {
      nginx: "form-action 'self' in the policy: default-src does not stand in for it.",
      caddy: "form-action 'self' in the policy: default-src does not stand in for it.",
      haproxy: "form-action 'self' in the policy: default-src does not stand in for it.",
      fastify:
        'helmet: { contentSecurityPolicy: { directives: { formAction: ["\'self\'"] } } } (the default).',
      fastapi: "form-action 'self' in the policy: default-src does not stand in for it.",
    },
    references: ['W3C CSP Level 3 §6.4.1', 'ASVS v5.0.0-3.4.3'],
  },
  'BRW-BASE-01': {
    title: 'An injected base element is blocked on the main page',
    family: 'browser',
    severity: 'high',
    section: 'browser.blocks.base-change',
    why: 'It sends every relative script and form of the page to another host, past a policy of nonces. default-src does not cover it.',
    remedy: {
      nginx: "base-uri 'none' in the policy, or 'self': default-src does not stand in for it.",
      caddy: "base-uri 'none' in the policy, or 'self': default-src does not stand in for it.",
      haproxy: "base-uri 'none' in the policy, or 'self': default-src does not stand in for it.",
      fastify:
        "helmet: { contentSecurityPolicy: { directives: { baseUri: [\"'none'\"] } } }; the default is 'self'.",
      fastapi: "base-uri 'none' in the policy, or 'self': default-src does not stand in for it.",
    },
    references: ['W3C CSP Level 3 §6.3.1', 'ASVS v5.0.0-3.4.3'],
  },
  'BRW-NONCE-01': {
    title: 'Scripts with the nonce of the response run on the main page',
    family: 'browser',
    severity: 'low',
    section: ['browser.blocks.inline-script', 'csp.nonceBits'],
    why: 'A page whose own scripts its policy blocks does not stay so: the policy is loosened until they run.',
    remedy: {
      nginx:
        'Have the application set policy and nonce together, or sub_filter the nonce of the field into the page; do not cache one without the other.',
      caddy:
        'Use {http.request.uuid} in the field and, with templates, in the page; do not cache one without the other.',
      haproxy:
        'Let the application set policy and nonce together: a nonce that HAProxy makes is not in the page.',
      fastify: 'helmet: { enableCSPNonces: true }, and reply.cspNonce.script in each script of the template.',
      fastapi:
        'One nonce for each request in request.state, used by the middleware and by every script of the template.',
    },
    references: ['W3C CSP Level 3 §7.1', 'HTML Standard, nonce attribute'],
  },
  ...browserEmbedding,
} as const satisfies Record<string, Control>;
