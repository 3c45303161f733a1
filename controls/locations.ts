import type { Control } from './control.ts';

const NGINX_REDIRECT = 'server { listen 80; return 301 https://example.com$request_uri; }';
const HAPROXY_REDIRECT =
  'http-request redirect prefix https://example.com code 301 unless { ssl_fc }, which takes the URI as received.';

/** Where a redirect of the plain-http entry leads: to the same resource over https, whatever the request claims. */
export const locations = {
  'REDIR-HTTPS-01': {
    title: 'The first redirect leads to the TLS entry of the same host',
    family: 'redirects',
    severity: 'high',
    section: 'redirects.status',
    why: 'A first hop to another host, port or scheme is one more plain or foreign request, and HSTS is not learnt for this host.',
    remedy: {
      nginx: NGINX_REDIRECT,
      caddy: 'redir https://example.com{uri} 301, with the port where it is not 443.',
      haproxy: HAPROXY_REDIRECT,
      fastify: 'Build the Location from configuration: `https://example.com${request.raw.url}`.',
      fastapi: 'Build the Location from a configured origin, with the port where it is not 443.',
    },
    references: ['RFC 6797 §7.2', 'ASVS v5.0.0-12.2.1'],
  },
  'REDIR-PATH-01': {
    title: 'The redirect keeps the path byte for byte',
    family: 'redirects',
    severity: 'medium',
    section: 'redirects.status',
    why: 'A dropped path loses the visitor; a decoded one names another resource and opens the way to injected fields.',
    remedy: {
      nginx: 'Use $request_uri, which is as received; $uri is decoded.',
      caddy: 'Use {uri} in redir; {path} lacks the query and rewrites change it.',
      haproxy: HAPROXY_REDIRECT,
      fastify: 'Use request.raw.url, and not request.params or a parsed URL.',
      fastapi: 'Use request.scope["raw_path"]; request.url.path is decoded.',
    },
    references: ['RFC 3986 §6.2.2', 'RFC 9110 §10.2.2'],
  },
  'REDIR-PATH-02': {
    title: 'A path that looks like a host does not choose where the redirect leads',
    family: 'redirects',
    severity: 'high',
    section: 'redirects.status',
    why: 'A link such as http://example.com//elsewhere.example/ then sends visitors who trust it to a host of an attacker.',
    remedy: {
      nginx:
        'Begin the target of return with https:// and the host: return 301 https://example.com$request_uri;',
      caddy: 'Begin the target of redir with https:// and the host, not with {uri}.',
      haproxy: HAPROXY_REDIRECT,
      fastify: 'Send an absolute Location; a path that begins with // is a host to browsers.',
      fastapi: 'Send an absolute Location; RedirectResponse(request.url.path) follows //host.',
    },
    references: ['RFC 3986 §4.2', 'CWE-601', 'ASVS v5.0.0-3.7.2'],
  },
  'REDIR-PATH-03': {
    title: 'An encoded line break in the path adds no field to the redirect',
    family: 'redirects',
    severity: 'high',
    section: 'redirects.status',
    why: 'Whoever can add fields to an answer can set cookies, poison caches and run scripts in the name of the site.',
    remedy: {
      nginx: 'Use $request_uri in return; $uri holds the decoded line break.',
      caddy: 'Use {uri} in redir.',
      haproxy: 'Use redirect prefix, which takes the URI as received, or a location without url_dec.',
      fastify: 'Use request.raw.url, which is still encoded.',
      fastapi: 'Use request.scope["raw_path"], which is still encoded.',
    },
    references: ['RFC 9110 §5.5', 'CWE-113'],
  },
  'REDIR-QUERY-01': {
    title: 'The redirect keeps the query byte for byte',
    family: 'redirects',
    severity: 'medium',
    section: 'redirects.status',
    why: 'Links into the site break, and a decoded query can gain parameters that nobody wrote.',
    remedy: {
      nginx: 'Use $request_uri, which holds the query; do not append $args to it.',
      caddy: 'Use {uri}, which holds the query, instead of {path}.',
      haproxy: HAPROXY_REDIRECT,
      fastify: 'Use request.raw.url; request.query is decoded and does not survive being joined again.',
      fastapi: 'Use request.scope["query_string"] as it is.',
    },
    references: ['RFC 3986 §3.4', 'RFC 9110 §10.2.2'],
  },
  'REDIR-HOST-01': {
    title: 'A forged Host does not choose where the redirect leads',
    family: 'redirects',
    severity: 'medium',
    section: 'redirects.status',
    why: 'A cache in between keeps the answer and sends every visitor to the host that the attacker named.',
    remedy: {
      nginx:
        'Write the host out or use $server_name, not $host, and refuse others: server { listen 80 default_server; return 444; }',
      caddy: 'Name the host in the site address and in redir; do not use {host}.',
      haproxy:
        'http-request deny deny_status 403 unless { req.hdr(host),host_only -i example.com } before the redirect rule.',
      fastify: 'Take the host from configuration, not from request.host.',
      fastapi: 'app.add_middleware(TrustedHostMiddleware, allowed_hosts=["example.com"]), added last.',
    },
    references: ['RFC 9110 §7.4', 'WSTG-INPV-17', 'ASVS v5.0.0-3.7.2'],
  },
  'REDIR-HOST-02': {
    title: 'A forged forwarding field does not choose where the redirect leads',
    family: 'redirects',
    severity: 'medium',
    section: 'redirects.status',
    why: 'X-Forwarded-Host and Forwarded pass through caches unnoticed, so they poison a redirect more easily than Host does.',
    remedy: {
      nginx: 'Use the server name in return, never $http_x_forwarded_host.',
      caddy: 'Keep {header.X-Forwarded-Host} out of redir.',
      haproxy:
        'http-request del-header X-Forwarded-Host and http-request del-header Forwarded, first of all.',
      fastify: 'Leave trustProxy off on an instance that clients reach directly.',
      fastapi: 'Run uvicorn with --forwarded-allow-ips set to the proxy alone, and ignore X-Forwarded-Host.',
    },
    references: ['RFC 7239 §8.1', 'WSTG-INPV-17', 'ASVS v5.0.0-4.1.3'],
  },
  'REDIR-CHAIN-01': {
    title: 'A page is reached over HTTPS within the allowed number of redirects',
    family: 'redirects',
    severity: 'medium',
    section: 'redirects.maxHops',
    why: 'Each further hop costs a round trip and can fail; a loop makes the site unreachable.',
    remedy: {
      nginx: 'Redirect to the final URL at once, with www and trailing slash as the https server wants them.',
      caddy: 'Let redir name the final URL; check that the https site has no redir of the same path.',
      haproxy: 'Guard the redirect with: unless { ssl_fc }, so that https is not redirected again.',
      fastify: 'Set trustProxy to the address of the proxy, so that request.protocol is https behind it.',
      fastapi:
        'Drop HTTPSRedirectMiddleware behind a proxy that ends TLS, or pass --proxy-headers to uvicorn.',
    },
    references: ['RFC 9110 §15.4', 'ASVS v5.0.0-12.2.1'],
  },
  'REDIR-CHAIN-02': {
    title: 'No redirect leads from HTTPS back to plain HTTP',
    family: 'redirects',
    severity: 'high',
    section: 'redirects.maxHops',
    why: 'The plain hop can be read and answered by anybody on the way, even though it began and ends with https.',
    remedy: {
      nginx:
        'absolute_redirect off; or proxy_redirect http:// https://; for an upstream that believes in http.',
      caddy: 'header_down Location ^http:// https:// within reverse_proxy.',
      haproxy: 'http-response replace-header Location ^http://(.*) https://\\1',
      fastify: 'Set trustProxy to the address of the proxy, or redirect to relative paths.',
      fastapi: 'Run uvicorn with --proxy-headers, so that redirect_slashes names https.',
    },
    references: ['RFC 9110 §10.2.2', 'ASVS v5.0.0-12.2.1'],
  },
} as const satisfies Record<string, Control>;
