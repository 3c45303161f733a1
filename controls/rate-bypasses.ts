import type { Control } from './control.ts';

/** What a client may do to get round a rate limit, and how many connections it may have. */
export const rateBypasses = {
  'RATE-BYPASS-01': {
    title: 'X-Forwarded-For does not get a client round its rate limit',
    family: 'rate-limits',
    severity: 'high',
    section: 'rateLimits.routes',
    why: 'A limiter that believes it gives a new budget to every address that an attacker makes up.',
    remedy: {
      nginx:
        'limit_req_zone $binary_remote_addr, not $http_x_forwarded_for; set_real_ip_from known proxies only.',
      caddy: 'key {remote_host} in rate_limit, and trusted_proxies for known proxies only.',
      haproxy: 'http-request track-sc0 src, not hdr(x-forwarded-for).',
      fastify:
        'trustProxy with the address of the proxy, never true; @fastify/rate-limit then goes by request.ip.',
      fastapi:
        'Limiter(key_func=get_remote_address) in slowapi, not get_ipaddr, and --forwarded-allow-ips without *.',
    },
    references: ['ASVS v5.0.0-4.1.3', 'ASVS v5.0.0-2.4.1', 'CWE-348', 'RFC 7239 §8.1'],
  },
  'RATE-BYPASS-02': {
    title: 'No other address field gets a client round its rate limit',
    family: 'rate-limits',
    severity: 'high',
    section: 'rateLimits.routes',
    why: 'Fields of proxies and content delivery networks are anybody’s to send where no such server removes them.',
    remedy: {
      nginx:
        'real_ip_header for the one field that your own proxy writes, with set_real_ip_from its address.',
      caddy: 'client_ip_headers for the one field that your own proxy writes, with trusted_proxies.',
      haproxy: 'http-request track-sc0 src, not req.hdr_ip of X-Real-IP or True-Client-IP.',
      fastify: 'Leave keyGenerator of @fastify/rate-limit at request.ip.',
      fastapi: 'Limiter(key_func=get_remote_address) in slowapi; read no address from request.headers.',
    },
    references: ['ASVS v5.0.0-4.1.3', 'ASVS v5.0.0-2.4.1', 'CWE-348', 'RFC 7239 §8.1'],
  },
  'RATE-BYPASS-03': {
    title: 'No other spelling of the path gets a client round its rate limit',
    family: 'rate-limits',
    severity: 'high',
    section: 'rateLimits.routes',
    why: 'Where the limiter compares paths more strictly than the application, /Login has a budget that /login has lost.',
    remedy: {
      nginx:
        'Key the zone on the address alone, and use location ~* or merge_slashes so that all spellings fall in.',
      caddy: 'Match with path, which ignores case and cleans slashes, not with path_regexp.',
      haproxy:
        'http-request normalize-uri path-merge-slashes, path-strip-dot, percent-decode-unreserved before the ACL.',
      fastify:
        'Keep caseSensitive and ignoreTrailingSlash alike in the limiter and in the application behind it.',
      fastapi:
        'FastAPI(redirect_slashes=False), and limits on the route itself rather than by path in a proxy.',
    },
    references: ['RFC 3986 §6.2.2', 'ASVS v5.0.0-2.4.1', 'CWE-178'],
  },
  'RATE-BYPASS-04': {
    title: 'No other method gets a client round its rate limit',
    family: 'rate-limits',
    severity: 'medium',
    section: 'rateLimits.routes',
    why: 'A method that is overridden behind the limiter, or HEAD for GET, does the same work without being counted.',
    remedy: {
      nginx:
        'proxy_set_header X-HTTP-Method-Override ""; and count in location, not in limit_except or by $request_method.',
      caddy: 'header_up -X-HTTP-Method-Override in reverse_proxy, and no method in the matcher of the limit.',
      haproxy: 'http-request del-header X-HTTP-Method-Override, and no method in the condition of track-sc0.',
      fastify: 'Do not override methods; set exposeHeadRoutes: false, or limit HEAD like GET.',
      fastapi: 'Install no method-override middleware, or place it outside of the limiter.',
    },
    references: ['RFC 9110 §9.3.2', 'ASVS v5.0.0-4.1.4', 'ASVS v5.0.0-2.4.1'],
  },
  'RATE-CONNECTIONS-01': {
    title: 'One address has no more connections at a time than allowed',
    family: 'rate-limits',
    severity: 'medium',
    section: 'rateLimits.connections',
    why: 'A single client that holds requests open takes every worker, and nobody else is served.',
    remedy: {
      nginx: 'limit_conn_zone $binary_remote_addr zone=addr:1m; and limit_conn addr 10; in the server.',
      caddy: 'Caddy has no such limit; set it in the firewall, for example with nft ct count over 10 reject.',
      haproxy:
        'tcp-request connection track-sc0 src, then tcp-request connection reject if { sc0_conn_cur gt 10 }.',
      fastify:
        "Count by socket.remoteAddress in server.on('connection') and destroy those beyond; maxConnections counts all.",
      fastapi: 'Limit in the proxy in front; uvicorn --limit-concurrency counts all clients together.',
    },
    references: ['ASVS v5.0.0-2.4.1', 'CWE-770'],
  },
} as const satisfies Record<string, Control>;
