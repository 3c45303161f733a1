import type { Control } from './control.ts';
import { rateAnswers } from './rate-answers.ts';

/** How often one client may ask, and what happens beyond. */
export const rateLimits = {
  'RATE-LIMIT-01': {
    title: 'As many requests pass as the limit says, and the next one is refused',
    family: 'rate-limits',
    severity: 'high',
    section: 'rateLimits.routes',
    why: 'A limit that is not enforced lets passwords be guessed as fast as the server answers; one that is too low locks users out.',
    remedy: {
      nginx:
        'limit_req_zone $binary_remote_addr zone=login:10m rate=5r/m; and limit_req zone=login burst=4 nodelay; in a location that proxies.',
      caddy: 'rate_limit { zone login { key {remote_host} events 5 window 1m } } with caddy-ratelimit.',
      haproxy:
        'stick-table type ip size 100k expire 1m store http_req_rate(1m), track-sc0 src, and deny if sc_http_req_rate(0) gt 5.',
      fastify:
        "config: { rateLimit: { max: 5, timeWindow: '1 minute' } } on the route, with @fastify/rate-limit.",
      fastapi:
        '@limiter.limit("5/minute") of slowapi below the route decorator, with request: Request as an argument.',
    },
    references: ['ASVS v5.0.0-6.3.1', 'ASVS v5.0.0-2.4.1', 'OWASP API4:2023'],
  },
  'RATE-STATUS-01': {
    title: 'A request beyond the limit is refused with 429',
    family: 'rate-limits',
    severity: 'medium',
    section: 'rateLimits.routes',
    why: 'With 503 clients, monitoring and load balancers take a refusal for an outage, and some try again at once.',
    remedy: {
      nginx: 'limit_req_status 429; the default is 503.',
      caddy: 'caddy-ratelimit answers 429; remove a handle_errors that replaces it.',
      haproxy: 'http-request deny deny_status 429; the default is 403.',
      fastify: '@fastify/rate-limit answers 429; keep statusCode in errorResponseBuilder.',
      fastapi: 'app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler) answers 429.',
    },
    references: ['RFC 6585 §4'],
  },
  'RATE-DELAY-01': {
    title: 'A request beyond the limit is refused at once instead of being kept waiting',
    family: 'rate-limits',
    severity: 'medium',
    section: 'rateLimits.routes',
    why: 'Requests that wait hold connections and memory, so a flood that should be refused exhausts the server instead.',
    remedy: {
      nginx: 'Add nodelay to limit_req: limit_req zone=login burst=4 nodelay;',
      caddy: 'caddy-ratelimit refuses at once; remove a module that queues, such as one with a sleep.',
      haproxy:
        'Use http-request deny deny_status 429 instead of http-request tarpit, and no low maxconn with a long queue.',
      fastify: 'Use @fastify/rate-limit instead of a plugin that slows answers down.',
      fastapi: 'Raise RateLimitExceeded instead of awaiting asyncio.sleep() in a dependency.',
    },
    references: ['ASVS v5.0.0-2.4.1', 'CWE-770'],
  },
  'RATE-CLIENTS-01': {
    title: 'One client does not spend the budget of another',
    family: 'rate-limits',
    severity: 'high',
    section: 'rateLimits.routes',
    why: 'Where all share one budget, anybody locks everybody out with a handful of requests.',
    remedy: {
      nginx:
        'limit_req_zone $binary_remote_addr …; a constant key, or the address of a proxy, is shared by all.',
      caddy: 'key {remote_host} in the zone; key static is shared by all.',
      haproxy: 'http-request track-sc0 src, with a stick-table of type ip.',
      fastify: 'keyGenerator: (request) => request.ip, with trustProxy set to the proxies in front.',
      fastapi:
        'Limiter(key_func=get_remote_address), with uvicorn --forwarded-allow-ips set to the proxies in front.',
    },
    references: ['ASVS v5.0.0-6.3.1', 'OWASP API4:2023'],
  },
  'RATE-ROUTES-01': {
    title: 'Requests to one route do not spend the budget of another',
    family: 'rate-limits',
    severity: 'medium',
    section: 'rateLimits.routes',
    why: 'Where a list and a login share one budget, reading the list locks the user out of the login.',
    remedy: {
      nginx: 'A limit_req_zone of its own for each tier, named in its location.',
      caddy: 'A zone of its own for each tier, with match { path /login }.',
      haproxy: 'A stick-table of its own for each tier, or track-sc0 base32+src, which holds the path.',
      fastify: 'config: { rateLimit: … } on each route with global: false, and no shared groupId.',
      fastapi: '@limiter.limit() on each route instead of shared_limit() or one limit in a middleware.',
    },
    references: ['OWASP API4:2023'],
  },
  'RATE-EXEMPT-01': {
    title: 'Routes that are exempt from limits answer every request',
    family: 'rate-limits',
    severity: 'medium',
    section: 'rateLimits.exempt',
    why: 'A health check that is refused takes a healthy server out of service, or hides that one is down.',
    remedy: {
      nginx: 'location = /health without limit_req; one in the server block applies there too.',
      caddy: 'match { not path /health } in the zone.',
      haproxy: 'http-request deny deny_status 429 if too_many !{ path /health }.',
      fastify: 'config: { rateLimit: false } on the route.',
      fastapi: '@limiter.exempt on the route.',
    },
    references: ['OWASP API4:2023'],
  },
  'RATE-WORK-01': {
    title: 'A refused request does no work',
    family: 'rate-limits',
    severity: 'high',
    section: 'rateLimits.routes',
    why: 'A login that answers 429 and signs in all the same can be guessed without limit.',
    remedy: {
      nginx:
        'limit_req refuses before proxy_pass; do not send 429 with proxy_intercept_errors from the application.',
      caddy: 'order rate_limit before basicauth, so that it comes before reverse_proxy too.',
      haproxy: 'http-request deny in the frontend; http-response set-status 429 comes after the work.',
      fastify: "Limit in onRequest, the plugin's default hook, and not in preSerialization or onSend.",
      fastapi: 'Limit in a dependency or decorator that raises, not in a middleware after call_next().',
    },
    references: ['ASVS v5.0.0-6.3.1', 'RFC 6585 §4'],
  },
  ...rateAnswers,
} as const satisfies Record<string, Control>;
