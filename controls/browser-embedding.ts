import type { Control } from './control.ts';

/** What a real browser refuses between the target and pages of other origins. */
export const browserEmbedding = {
  'BRW-FRAMING-01': {
    title: 'The main page is refused in a frame of another origin',
    family: 'browser',
    severity: 'medium',
    section: 'browser.framing',
    why: 'A page in an invisible frame is clicked by somebody who believes to click something else (clickjacking).',
    remedy: {
      nginx:
        'add_header Content-Security-Policy "frame-ancestors \'none\'" always; beside X-Frame-Options "DENY".',
      caddy: 'header Content-Security-Policy "frame-ancestors \'none\'" beside X-Frame-Options DENY.',
      haproxy:
        'http-after-response set-header Content-Security-Policy "frame-ancestors \'none\'" beside X-Frame-Options.',
      fastify:
        "helmet: { contentSecurityPolicy: { directives: { frameAncestors: [\"'none'\"] } }, xFrameOptions: { action: 'deny' } }.",
      fastapi: 'frame-ancestors \'none\' in the policy, beside response.headers["X-Frame-Options"] = "DENY".',
    },
    references: ['W3C CSP Level 3 §6.4.2', 'HTML Standard, X-Frame-Options', 'ASVS v5.0.0-3.4.6'],
  },
  'BRW-FRAMING-02': {
    title: 'X-Frame-Options alone keeps the main page out of frames of another origin',
    family: 'browser',
    severity: 'low',
    section: 'browser.framing.x-frame-options',
    why: 'Browsers without frame-ancestors go by it, and they ignore a value that they do not know, such as ALLOW-FROM.',
    remedy: {
      nginx: 'add_header X-Frame-Options "DENY" always; one line, one value, DENY or SAMEORIGIN.',
      caddy: 'header X-Frame-Options "DENY"; one line, one value, DENY or SAMEORIGIN.',
      haproxy: 'http-after-response set-header X-Frame-Options "DENY"; set-header, not add-header.',
      fastify: "helmet: { xFrameOptions: { action: 'deny' } }.",
      fastapi: 'response.headers["X-Frame-Options"] = "DENY"; one line, one value, DENY or SAMEORIGIN.',
    },
    references: ['HTML Standard, X-Frame-Options', 'RFC 7034 §2.1'],
  },
  'BRW-FRAMING-03': {
    title: 'frame-ancestors alone keeps the main page out of frames of another origin',
    family: 'browser',
    severity: 'medium',
    section: 'browser.framing.frame-ancestors',
    why: 'Browsers ignore X-Frame-Options beside it, and default-src does not stand in for it.',
    remedy: {
      nginx: "frame-ancestors 'none' in the policy's field: in a meta element it does nothing.",
      caddy: "frame-ancestors 'none' in the policy's field: in a meta element it does nothing.",
      haproxy: "frame-ancestors 'none' in the policy's field: in a meta element it does nothing.",
      fastify:
        "helmet: { contentSecurityPolicy: { directives: { frameAncestors: [\"'none'\"] } } }; the default is 'self'.",
      fastapi: "frame-ancestors 'none' in the policy's field: in a meta element it does nothing.",
    },
    references: ['W3C CSP Level 3 §6.4.2', 'ASVS v5.0.0-3.4.6'],
  },
  'BRW-MIXED-01': {
    title: 'Pages ask for nothing over plain http',
    family: 'browser',
    severity: 'medium',
    section: 'browser.mixedContent',
    why: 'Who sits between reads and changes what comes that way; browsers mend some of it silently and break the rest.',
    remedy: {
      nginx:
        'Write https: or relative URLs into the pages; add_header Content-Security-Policy "upgrade-insecure-requests" always; for what is left.',
      caddy:
        'Write https: or relative URLs into the pages; header Content-Security-Policy "upgrade-insecure-requests" for what is left.',
      haproxy:
        'Write https: or relative URLs into the pages; upgrade-insecure-requests in the policy for what is left.',
      fastify:
        "Write https: or relative URLs into the pages; helmet's upgradeInsecureRequests (a default) mends what is left.",
      fastapi:
        'Write https: or relative URLs into the pages; behind a proxy run uvicorn --proxy-headers, so that url_for makes https.',
    },
    references: ['W3C Mixed Content §4', 'W3C Upgrade Insecure Requests §3', 'ASVS v5.0.0-12.2.1'],
  },
  'CORS-BROWSER-01': {
    title: 'A page of an allowed origin reads the answers that it may',
    family: 'browser',
    severity: 'medium',
    section: 'cors.origins',
    why: 'What does not work for the pages that it is for gets opened for all.',
    remedy: {
      nginx:
        'add_header Access-Control-Allow-Origin $allowed always; and answer OPTIONS with 204 before any redirect or login.',
      caddy:
        'header Access-Control-Allow-Origin with the origin, and respond 204 to OPTIONS before any redirect or login.',
      haproxy:
        'http-after-response set-header Access-Control-Allow-Origin, and http-request return status 204 if METH_OPTIONS.',
      fastify:
        'app.register(cors, { origin: [...] }) before the plugins that redirect, authenticate or refuse by Sec-Fetch-Site.',
      fastapi:
        'app.add_middleware(CORSMiddleware, allow_origins=[...]) last, so that it is outside of all others.',
    },
    references: ['Fetch Standard, CORS protocol', 'ASVS v5.0.0-3.4.2'],
  },
  'CORS-BROWSER-02': {
    title: 'A page of a foreign origin reads no answer',
    family: 'browser',
    severity: 'high',
    section: 'cors.origins',
    why: "Every site that a user visits could then ask with the user's address, and where allowed cookies, and read along.",
    remedy: {
      nginx:
        'map $http_origin $allowed { "https://app.example.com" $http_origin; } instead of * or $http_origin itself.',
      caddy: '@allowed header Origin https://app.example.com in front of header Access-Control-Allow-Origin.',
      haproxy:
        'acl allowed hdr(origin) https://app.example.com as the condition of set-header Access-Control-Allow-Origin.',
      fastify: "app.register(cors, { origin: ['https://app.example.com'] }); origin: true lets everybody in.",
      fastapi:
        'allow_origins=["https://app.example.com"]; not ["*"], and no allow_origin_regex without anchors.',
    },
    references: ['Fetch Standard, CORS check', 'ASVS v5.0.0-3.4.2'],
  },
} as const satisfies Record<string, Control>;
