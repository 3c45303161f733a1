import type { Control } from './control.ts';

/** What the application behind the entry learns about a request, and from whom. Seen through the route named echo. */
export const proxy = {
  'PROXY-FOR-01': {
    title: "X-Forwarded-For tells the application the client's address",
    family: 'proxy',
    severity: 'medium',
    section: ['proxy.forwardedFor', 'routes.echo'],
    why: 'Without it logs, limits and bans go by the address of the proxy, which all clients share.',
    remedy: {
      nginx: 'proxy_set_header X-Forwarded-For $remote_addr;',
      caddy: 'reverse_proxy sets it by itself; remove a header_up X-Forwarded-For that overrides it.',
      haproxy: 'http-request set-header X-Forwarded-For %[src].',
      fastify: 'rewriteRequestHeaders in @fastify/http-proxy that sets x-forwarded-for to request.ip.',
      fastapi:
        'Set it in the proxy in front, and run uvicorn --proxy-headers --forwarded-allow-ips with its address.',
    },
    references: ['ASVS v5.0.0-4.1.3', 'RFC 7239 §5.2'],
  },
  'PROXY-FOR-02': {
    title: 'A forged X-Forwarded-For does not become the client',
    family: 'proxy',
    severity: 'high',
    section: ['proxy.forwardedFor', 'routes.echo'],
    why: 'Who chooses the address that the application sees passes its allow lists, and is never limited or banned.',
    remedy: {
      nginx:
        'proxy_set_header X-Forwarded-For $remote_addr; ($proxy_add_x_forwarded_for keeps what the client sent).',
      caddy: 'Leave trusted_proxies unset unless a proxy stands in front; the field is then replaced.',
      haproxy:
        'http-request del-header X-Forwarded-For, then http-request set-header X-Forwarded-For %[src].',
      fastify:
        'Set trustProxy to the address of the proxy, never to true, and have the proxy replace the field.',
      fastapi: 'uvicorn --forwarded-allow-ips with the address of the proxy, never *.',
    },
    references: ['ASVS v5.0.0-4.1.3', 'RFC 7239 §8.1'],
  },
  'PROXY-PROTO-01': {
    title: 'X-Forwarded-Proto is https, whatever the client sends',
    family: 'proxy',
    severity: 'medium',
    section: ['proxy.forwardedProto', 'routes.echo'],
    why: 'An application that takes the request for plain http writes http links, drops Secure from cookies or redirects in a loop.',
    remedy: {
      nginx: 'proxy_set_header X-Forwarded-Proto $scheme;',
      caddy: 'reverse_proxy sets it by itself; remove a header_up X-Forwarded-Proto that overrides it.',
      haproxy: 'http-request set-header X-Forwarded-Proto https if { ssl_fc }.',
      fastify: "rewriteRequestHeaders in @fastify/http-proxy that sets x-forwarded-proto to 'https'.",
      fastapi:
        'Set it in the proxy in front, and run uvicorn --proxy-headers so that request.url follows it.',
    },
    references: ['ASVS v5.0.0-4.1.3', 'RFC 7239 §5.4'],
  },
  'PROXY-REALIP-01': {
    title: "X-Real-IP is the client's address, whatever the client sends",
    family: 'proxy',
    severity: 'high',
    section: ['proxy.realIp', 'routes.echo'],
    why: 'Applications that read it take its one value for the truth; a forged one passes allow lists and limits.',
    remedy: {
      nginx: 'proxy_set_header X-Real-IP $remote_addr;',
      caddy: 'header_up X-Real-IP {remote_host} in reverse_proxy.',
      haproxy: 'http-request set-header X-Real-IP %[src].',
      fastify: 'rewriteRequestHeaders in @fastify/http-proxy that sets x-real-ip to request.ip.',
      fastapi: 'Set it in the proxy in front, or read request.client.host instead.',
    },
    references: ['ASVS v5.0.0-4.1.3'],
  },
  'PROXY-HOST-01': {
    title: 'A forged X-Forwarded-Host does not arrive',
    family: 'proxy',
    severity: 'medium',
    section: ['proxy.forwardedHost', 'routes.echo'],
    why: 'Frameworks prefer it to Host, so a forged one ends up in password-reset links and in caches.',
    remedy: {
      nginx: 'proxy_set_header X-Forwarded-Host $host;',
      caddy: 'reverse_proxy replaces it unless the client is among trusted_proxies; leave that unset.',
      haproxy: 'http-request set-header X-Forwarded-Host %[req.hdr(host)].',
      fastify: 'rewriteRequestHeaders in @fastify/http-proxy that sets x-forwarded-host to request.host.',
      fastapi: 'Drop it in the proxy in front, and build links from a configured base URL.',
    },
    references: ['ASVS v5.0.0-4.1.3', 'WSTG-INPV-17'],
  },
  'PROXY-FORWARDED-01': {
    title: 'A forged Forwarded does not become the client',
    family: 'proxy',
    severity: 'medium',
    section: ['proxy.forwarded', 'routes.echo'],
    why: 'It is the standard form of the X-Forwarded fields, which frameworks read first, and entries forget to replace.',
    remedy: {
      nginx: 'proxy_set_header Forwarded "";',
      caddy: 'header_up -Forwarded in reverse_proxy.',
      haproxy: 'option forwarded, or http-request del-header Forwarded.',
      fastify: 'rewriteRequestHeaders in @fastify/http-proxy that leaves forwarded out.',
      fastapi: 'Drop it in the proxy in front; uvicorn does not read it, but middleware may.',
    },
    references: ['RFC 7239 §8.1', 'ASVS v5.0.0-4.1.3'],
  },
  'PROXY-HOP-01': {
    title: 'Hop-by-hop fields do not reach the application',
    family: 'proxy',
    severity: 'medium',
    section: ['proxy', 'routes.echo'],
    why: 'They speak of one connection; on the next one they smuggle requests, switch protocols or hand on credentials.',
    remedy: {
      nginx:
        'proxy_set_header Proxy-Authorization ""; and the same for Proxy-Connection and Trailer, which nginx passes on.',
      caddy: 'reverse_proxy drops them by itself; remove a header_up that adds them again.',
      haproxy:
        'http-request del-header Proxy-Authorization, and the same for Proxy-Connection, TE and Trailer.',
      fastify:
        'rewriteRequestHeaders in @fastify/http-proxy that leaves out te, trailer, upgrade and the proxy- fields.',
      fastapi: 'Drop them in the proxy in front; uvicorn shows the application all that arrives.',
    },
    references: ['RFC 9110 §7.6.1', 'RFC 9110 §11.7.2'],
  },
  'PROXY-HOP-02': {
    title: 'Fields that Connection names do not reach the application',
    family: 'proxy',
    severity: 'low',
    section: ['proxy', 'routes.echo'],
    why: 'Two servers that disagree on which fields end at the first are the ground of request smuggling.',
    remedy: {
      nginx:
        'if ($http_connection !~* "^(close|keep-alive)?$") { return 400; } where no WebSocket is served.',
      caddy: 'reverse_proxy drops them by itself.',
      haproxy:
        'http-request deny deny_status 400 if { req.hdr(connection) -m found } !{ req.hdr(connection) -i close keep-alive }.',
      fastify: 'A current @fastify/http-proxy drops them by itself; keep it up to date.',
      fastapi: 'Drop them in the proxy in front; uvicorn shows the application all that arrives.',
    },
    references: ['RFC 9110 §7.6.1'],
  },
  'PROXY-HOP-03': {
    title: 'Connection cannot take away what the entry writes',
    family: 'proxy',
    severity: 'medium',
    section: ['proxy.forwardedFor', 'routes.echo'],
    why: 'A client that names X-Forwarded-For in Connection then looks as if it came from the proxy itself.',
    remedy: {
      nginx: 'nginx does not obey Connection of a client; have the next proxy behind it do the same.',
      caddy: 'reverse_proxy drops the named fields before it writes its own.',
      haproxy: 'http-request del-header Connection in the frontend, before another proxy reads it.',
      fastify: 'A current @fastify/http-proxy drops them before rewriteRequestHeaders; keep it up to date.',
      fastapi: 'Treat a request without X-Forwarded-For as one from outside, not as one from the proxy.',
    },
    references: ['RFC 9110 §7.6.1', 'ASVS v5.0.0-4.1.3'],
  },
  'PROXY-IDENTITY-01': {
    title: 'Forged identity fields do not reach the application',
    family: 'proxy',
    severity: 'critical',
    section: ['proxy.identityFields', 'routes.echo'],
    why: 'An application that believes X-Client-Cert or X-Remote-User lets anybody in who sends it.',
    remedy: {
      nginx:
        'proxy_set_header X-Client-Cert $ssl_client_escaped_cert; or "", for each; keep underscores_in_headers off.',
      caddy: 'header_up -X-Client-Cert and header_up -X_Client_Cert in reverse_proxy, for each.',
      haproxy: 'http-request del-header ^x[-_]client[-_]cert$ -m reg, for each.',
      fastify: 'rewriteRequestHeaders in @fastify/http-proxy that leaves them out, with - and with _.',
      fastapi: 'Drop them in the proxy in front, and accept them from its address alone.',
    },
    references: ['ASVS v5.0.0-4.1.3', 'RFC 9440 §4', 'RFC 3875 §4.1.18'],
  },
} as const satisfies Record<string, Control>;
