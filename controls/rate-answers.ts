import type { Control } from './control.ts';

/** What refusals and the fields of limited routes say, and whether it comes true. */
export const rateAnswers = {
  'RATE-RETRY-01': {
    title: 'A refusal says when to come back, within the window',
    family: 'rate-limits',
    severity: 'low',
    section: 'rateLimits.fields.retry-after',
    why: 'Clients that are not told when to come back come back at once and keep a busy server busy.',
    remedy: {
      nginx: 'error_page 429 @limited; and in it add_header Retry-After 60 always; return 429;',
      caddy: 'caddy-ratelimit sends Retry-After; do not delete it with header -Retry-After.',
      haproxy: 'http-request return status 429 hdr Retry-After 60 if too_many.',
      fastify: "@fastify/rate-limit sends it; do not set addHeaders: { 'retry-after': false }.",
      fastapi: 'Limiter(headers_enabled=True), or Response(status_code=429, headers={"Retry-After": "60"}).',
    },
    references: ['RFC 6585 §4', 'RFC 9110 §10.2.3'],
  },
  'RATE-RETRY-02': {
    title: 'Whoever waits as long as Retry-After says is let through',
    family: 'rate-limits',
    severity: 'low',
    section: 'rateLimits.fields.retry-after',
    why: 'A client that did as it was told and is refused again stops believing, and falls back to trying in a loop.',
    remedy: {
      nginx: 'Retry-After in seconds at least 60 divided by the rate per minute.',
      caddy: 'Leave Retry-After to caddy-ratelimit, which knows the window.',
      haproxy: 'Retry-After as long as the period of http_req_rate.',
      fastify: "Leave it to @fastify/rate-limit, which counts the window's rest.",
      fastapi: 'Compute it from limiter.limiter.get_window_stats(), rounded up.',
    },
    references: ['RFC 9110 §10.2.3'],
  },
  'RATE-RECOVERY-01': {
    title: 'An exhausted budget does not come back before its time',
    family: 'rate-limits',
    severity: 'high',
    section: 'rateLimits.routes',
    why: 'A window of half the length is a limit of twice the size.',
    remedy: {
      nginx: 'Write the rate in the unit of the requirement: rate=5r/m, not 1r/s.',
      caddy: 'window 1m in the zone.',
      haproxy: 'The same period in http_req_rate(1m) and in expire 1m of the stick-table.',
      fastify: "timeWindow: '1 minute'; a number is milliseconds.",
      fastapi: '"5/minute"; with several workers a shared storage_uri, or each counts on its own.',
    },
    references: ['ASVS v5.0.0-6.3.1', 'OWASP API4:2023'],
  },
  'RATE-RECOVERY-02': {
    title: 'An exhausted budget comes back when its window ends',
    family: 'rate-limits',
    severity: 'medium',
    section: 'rateLimits.routes',
    why: 'Where it does not, one burst locks a user out for longer than anybody decided.',
    remedy: {
      nginx: 'Write the rate in the unit of the requirement: rate=60r/m passes one request a second.',
      caddy: 'window as the requirement says; 1h is no stricter 1m.',
      haproxy: 'A stick-table whose expire is not renewed by refused requests: track only what is accepted.',
      fastify: 'No continueExceeding: true, with which refused requests begin the window again.',
      fastapi: 'strategy="fixed-window"; a moving window takes as long as its oldest request.',
    },
    references: ['RFC 6585 §4', 'OWASP API4:2023'],
  },
  'RATE-FIELDS-01': {
    title: 'RateLimit and RateLimit-Policy tell the limit and count down to the refusal',
    family: 'rate-limits',
    severity: 'low',
    section: 'rateLimits.fields.structured',
    why: 'Clients that pace themselves by wrong fields are refused all the same, or ask less than they may.',
    remedy: {
      nginx: 'limit_req sends none; have the application send them, or a proxy that does.',
      caddy: 'header RateLimit-Policy "\\"default\\";q=5;w=60"; RateLimit has to come from the application.',
      haproxy:
        'http-response set-header RateLimit with %[sc_http_req_rate(0)] subtracted from the limit, and RateLimit-Policy.',
      fastify: 'An onSend hook that writes both from the x-ratelimit-* values of @fastify/rate-limit.',
      fastapi: 'A middleware that writes both from limiter.limiter.get_window_stats().',
    },
    references: ['draft-ietf-httpapi-ratelimit-headers-10 §3', 'RFC 9651 §3.1'],
  },
  'RATE-FIELDS-02': {
    title: 'RateLimit-Limit, -Remaining and -Reset tell the limit and count down to the refusal',
    family: 'rate-limits',
    severity: 'low',
    section: 'rateLimits.fields.trio',
    why: 'Clients that pace themselves by wrong fields are refused all the same, or ask less than they may.',
    remedy: {
      nginx: 'limit_req sends none; have the application send them, or a proxy that does.',
      caddy: 'caddy-ratelimit sends none; have the application send them.',
      haproxy:
        'http-response set-header RateLimit-Remaining from %[sc_http_req_rate(0)], beside the other two.',
      fastify: 'enableDraftSpec: true in @fastify/rate-limit.',
      fastapi: 'Limiter(headers_enabled=True) with header_mapping to the names without X-.',
    },
    references: ['draft-ietf-httpapi-ratelimit-headers-06 §5'],
  },
  'RATE-FIELDS-03': {
    title: 'X-RateLimit-Limit, -Remaining and -Reset tell the limit and count down to the refusal',
    family: 'rate-limits',
    severity: 'low',
    section: 'rateLimits.fields.x-trio',
    why: 'Clients that pace themselves by wrong fields are refused all the same, or ask less than they may.',
    remedy: {
      nginx: 'limit_req sends none; have the application send them, or a proxy that does.',
      caddy: 'caddy-ratelimit sends none; have the application send them.',
      haproxy:
        'http-response set-header X-RateLimit-Remaining from %[sc_http_req_rate(0)], beside the other two.',
      fastify: '@fastify/rate-limit sends them; set addHeadersOnExceeding and addHeaders for none to false.',
      fastapi: 'Limiter(headers_enabled=True), and response: Response as an argument of each limited route.',
    },
    references: ['draft-ietf-httpapi-ratelimit-headers-06 §5'],
  },
} as const satisfies Record<string, Control>;
