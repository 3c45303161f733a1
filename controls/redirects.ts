import type { Control } from './control.ts';
import { locations } from './locations.ts';

/** What the plain-http entry does: lead pages to https without loss and without detours, and serve nothing itself. */
export const redirects = {
  ...locations,
  'REDIR-STATUS-01': {
    title: 'Plain HTTP redirects pages with an allowed status code',
    family: 'redirects',
    severity: 'high',
    section: 'redirects.status',
    why: 'A page that plain http serves can be read and changed on the way; a temporary redirect is asked for again on each visit.',
    remedy: {
      nginx: 'server { listen 80; return 301 https://example.com$request_uri; }',
      caddy: 'http://example.com { redir https://example.com{uri} 301 }',
      haproxy: 'http-request redirect scheme https code 301 unless { ssl_fc }',
      fastify: 'In an onRequest hook of the plain-http instance: reply.redirect(location, 301).',
      fastapi:
        'Redirect at the proxy: HTTPSRedirectMiddleware always answers 307, which suits only a profile that allows it.',
    },
    references: ['RFC 9110 §15.4', 'ASVS v5.0.0-12.2.1'],
  },
  'REDIR-STATUS-02': {
    title: 'HEAD is redirected like GET',
    family: 'redirects',
    severity: 'low',
    section: 'redirects.status',
    why: 'Link checkers, monitors and preload checks ask with HEAD and would see an entry that browsers never see.',
    remedy: {
      nginx: 'Redirect with return, outside of any if ($request_method = GET).',
      caddy: 'Keep method matchers away from the redir directive.',
      haproxy: 'Drop METH_GET from the condition of the redirect rule.',
      fastify: 'Redirect in an onRequest hook, which sees every method, and not in a GET route.',
      fastapi: 'Redirect in a middleware, which sees every method, and not in a GET route.',
    },
    references: ['RFC 9110 §9.3.2'],
  },
  'REDIR-POST-01': {
    title: 'A changing request over plain HTTP is not processed',
    family: 'redirects',
    severity: 'critical',
    section: 'redirects.status',
    why: 'A client that sends its data in clear and is served never finds out; credentials and content can be read and changed.',
    remedy: {
      nginx: 'Give the server block on port 80 no proxy_pass, only return.',
      caddy: 'Keep reverse_proxy out of the http:// site.',
      haproxy: 'Give the frontend on port 80 a redirect or deny rule and no default_backend.',
      fastify: 'Let the plain-http instance answer in an onRequest hook and register no routes on it.',
      fastapi:
        'Bind the application to loopback or a socket, so that only the proxy that ends TLS reaches it.',
    },
    references: ['RFC 9110 §15.4', 'ASVS v5.0.0-12.2.1'],
  },
  'REDIR-API-01': {
    title: 'API routes over plain HTTP are redirected or refused, as the profile says',
    family: 'redirects',
    severity: 'high',
    section: 'redirects.api',
    why: 'A redirect hides from a client that it sends tokens and data in clear each time; an answer hides it for good.',
    remedy: {
      nginx: 'To refuse: location /api/ { return 403; } in the server block on port 80.',
      caddy: 'To refuse: respond /api/* 403 in the http:// site.',
      haproxy: 'To refuse: http-request deny deny_status 403 if { path_beg /api/ } !{ ssl_fc }',
      fastify: "To refuse: reply.code(403) in the plain-http instance's onRequest hook, for API paths.",
      fastapi:
        'To refuse: a middleware that answers 403 where request.url.scheme is "http" and the path is an API path.',
    },
    references: ['ASVS v5.0.0-4.1.2'],
  },
  'REDIR-ACME-01': {
    title: 'The ACME challenge path is answered over plain HTTP itself',
    family: 'redirects',
    severity: 'low',
    section: 'redirects.acmeChallenge',
    why: 'Where it depends on the TLS entry, a certificate that has expired or broken cannot be renewed by HTTP challenge.',
    remedy: {
      nginx:
        'location ^~ /.well-known/acme-challenge/ { root /var/www/acme; } beside location / { return 301 … }.',
      caddy:
        'handle /.well-known/acme-challenge/* { root * /var/www/acme; file_server } before handle { redir … }.',
      haproxy:
        'use_backend acme if { path_beg /.well-known/acme-challenge/ } and exempt it from the redirect.',
      fastify: 'Register @fastify/static for the challenge folder on the plain-http instance.',
      fastapi: 'Serve the challenge folder at the proxy, before its redirect.',
    },
    references: ['RFC 8555 §8.3'],
  },
  'REDIR-COOKIE-01': {
    title: 'No cookie is set over plain HTTP',
    family: 'redirects',
    severity: 'high',
    section: 'redirects.status',
    why: 'A cookie that travels in clear can be read, and one set in clear can be planted by anybody on the way.',
    remedy: {
      nginx: 'Keep proxy_pass and add_header Set-Cookie out of the server block on port 80.',
      caddy: 'Keep reverse_proxy and header Set-Cookie out of the http:// site.',
      haproxy:
        'http-after-response del-header Set-Cookie if !{ ssl_fc }; the cookie directive takes: secure.',
      fastify: 'Register @fastify/session and @fastify/cookie on the https instance only.',
      fastapi: 'Put the redirect outside of SessionMiddleware: add it last.',
    },
    references: ['RFC 6265 §8.3', 'ASVS v5.0.0-3.3.1'],
  },
  'REDIR-TLSPORT-01': {
    title: 'Plain HTTP on the TLS port is not served',
    family: 'redirects',
    severity: 'high',
    section: 'redirects.status',
    why: 'A port that serves both lets a client talk in clear where everybody believes that TLS is on.',
    remedy: {
      nginx: 'listen 443 ssl; and no error_page 497 that leads to content.',
      caddy: 'Leave the http_redirect listener wrapper out, or at most keep it; add no h2c to this listener.',
      haproxy: 'bind :443 ssl crt …, without a tcp-request rule that tells TLS and plain traffic apart.',
      fastify: 'Pass https options, or http2 with https; do not wrap the server in a port multiplexer.',
      fastapi: 'Run uvicorn with --ssl-keyfile and --ssl-certfile, or end TLS at a proxy on that port.',
    },
    references: ['RFC 9110 §4.2.2', 'ASVS v5.0.0-12.2.1'],
  },
} as const satisfies Record<string, Control>;
