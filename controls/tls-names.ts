import type { Control } from './control.ts';

/** What the TLS entry makes of server names and of application protocols. */
export const tlsNames = {
  'TLS-SNI-01': {
    title: "A handshake for a name that is not the target's ends with an alert",
    family: 'tls',
    severity: 'low',
    section: 'tls.names.unknown',
    why: 'A default certificate tells scanners of the address whose server it is, and shows visitors of other names a warning.',
    remedy: {
      nginx:
        'A server block with listen 443 ssl default_server; and ssl_reject_handshake on; (since 1.19.4).',
      caddy: 'Name the sites, and set no default_sni and no catch-all site with a certificate.',
      haproxy: 'bind :443 ssl crt /etc/haproxy/certs strict-sni.',
      fastify: 'End TLS in a proxy: SNICallback with an error closes without an alert.',
      fastapi:
        'End TLS in a proxy; with uvicorn an sni_callback that returns ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME.',
    },
    references: ['RFC 6066 §3', 'RFC 9325 §3.7'],
  },
  'TLS-SNI-02': {
    title: 'A handshake without a server name gets what the profile says',
    family: 'tls',
    severity: 'low',
    section: 'tls.names.absent',
    why: 'Scanners of addresses give no name, and neither do some old clients and health checks that have to get in.',
    remedy: {
      nginx: 'ssl_reject_handshake on; in the default server refuses, ssl_certificate there serves.',
      caddy: 'default_sni example.com in the global options serves; without it Caddy refuses.',
      haproxy: 'strict-sni on the bind line refuses; without it the first certificate serves.',
      fastify: 'End TLS in a proxy to refuse; Node serves cert where no name comes.',
      fastapi: 'With uvicorn an sni_callback that returns an alert where the name is None, or none to serve.',
    },
    references: ['RFC 8446 §9.2', 'RFC 6066 §3'],
  },
  'TLS-SNI-03': {
    title: 'A request for another host than the one of the handshake is not served',
    family: 'tls',
    severity: 'medium',
    section: 'tls.names.mismatch',
    why: 'What was decided for one name, such as client certificates, filters and logs, is got around under another.',
    remedy: {
      nginx: 'if ($ssl_server_name != $host) { return 421; } in each server block.',
      caddy: 'servers { strict_sni_host on } in the global options.',
      haproxy:
        'http-request deny deny_status 421 unless { ssl_fc_sni,strcmp(txn.host) eq 0 }, txn.host set from req.hdr(host),host_only.',
      fastify: 'An onRequest hook that answers 421 where request.socket.servername is not request.hostname.',
      fastapi: 'End TLS in a proxy that compares them; ASGI does not tell the server name.',
    },
    references: ['RFC 9110 §7.4', 'RFC 9110 §15.5.20', 'RFC 6066 §11.1'],
  },
  'TLS-SNI-04': {
    title: 'The server name is recognised in capitals',
    family: 'tls',
    severity: 'low',
    section: 'tls.names',
    why: 'Host names have no case; a server that sees one in them turns clients away, or hands them to the wrong virtual host.',
    remedy: {
      nginx:
        'Compare with $ssl_server_name after lower-casing, or use map, which ignores case; server_name does by itself.',
      caddy: 'Caddy compares without case; so does a header_regexp or vars matcher that begins with (?i).',
      haproxy: 'use_backend with ssl_fc_sni -i or req.ssl_sni -i.',
      fastify: 'SNICallback: look the name up as servername.toLowerCase().',
      fastapi: 'An sni_callback that looks the name up as server_name.lower().',
    },
    references: ['RFC 6066 §3', 'RFC 4343 §3'],
  },
  'TLS-ALPN-01': {
    title: 'Each protocol of the profile is negotiated when it is offered',
    family: 'tls',
    severity: 'medium',
    section: 'tls.alpn',
    why: 'Clients that are not told of HTTP/2 open several connections where one would do; some, as gRPC, cannot go on at all.',
    remedy: {
      nginx: 'http2 on; (since 1.25.1), before that listen 443 ssl http2;',
      caddy: 'servers { protocols h1 h2 h3 } in the global options (the default).',
      haproxy: 'bind :443 ssl crt site.pem alpn h2,http/1.1.',
      fastify: 'Fastify({ http2: true, https: { allowHTTP1: true } }).',
      fastapi: 'Hypercorn speaks both; uvicorn has no HTTP/2, so put a proxy in front.',
    },
    references: ['RFC 7301 §3.2', 'RFC 9113 §3.3'],
  },
  'TLS-ALPN-02': {
    title: 'Of several protocols the first of the profile is chosen',
    family: 'tls',
    severity: 'low',
    section: 'tls.alpn',
    why: 'A server that follows the order of the client leaves it to each client, or whoever has configured it, what is spoken.',
    remedy: {
      nginx: 'nginx prefers h2 where it is on; a proxy that passes TLS on must not rewrite ALPN.',
      caddy: 'alpn h2 http/1.1 in the tls directive, in that order.',
      haproxy: 'alpn h2,http/1.1 on the bind line, in that order.',
      fastify: 'Leave ALPNCallback out: Node then takes the first of its own list.',
      fastapi: 'Hypercorn: alpn_protocols = ["h2", "http/1.1"], in that order.',
    },
    references: ['RFC 7301 §3.2'],
  },
  'TLS-ALPN-03': {
    title: 'A client that offers only unknown protocols gets no_application_protocol',
    family: 'tls',
    severity: 'medium',
    section: 'tls.alpn',
    why: 'A server that goes on without a protocol takes part in cross-protocol attacks, in which two ends speak different ones.',
    remedy: {
      nginx: 'Since 1.21.4 nginx refuses them; older ones ignore the extension.',
      caddy: 'Go refuses them since 1.17; update what was built with an older one.',
      haproxy:
        'HAProxy 2.6 goes on without a protocol, alpn list or not: end TLS in a server that refuses, or waive this.',
      fastify: 'Since Node 20 they are refused; with ALPNCallback return undefined for what is not yours.',
      fastapi: 'End TLS in a proxy: the ssl module of Python ignores protocols that it does not know.',
    },
    references: ['RFC 7301 §3.2', 'RFC 9325 §3.8'],
  },
  'TLS-ALPN-04': {
    title: 'A protocol of another service is never chosen',
    family: 'tls',
    severity: 'high',
    section: 'tls.alpn',
    why: 'A web server that agrees to speak FTP or IMAP lets an attacker pass sessions between services under one certificate.',
    remedy: {
      nginx:
        'Keep stream blocks for other services off port 443, or have ssl_alpn name their own protocols alone.',
      caddy: 'alpn in the tls directive names h2 and http/1.1 and nothing else.',
      haproxy: 'alpn on the bind line names h2 and http/1.1 and nothing else.',
      fastify: 'ALPNCallback returns what it finds in its own list, never the first that the client offers.',
      fastapi: 'ssl_context.set_alpn_protocols(["http/1.1"]) and nothing else.',
    },
    references: ['RFC 7301 §3.2', 'RFC 9325 §3.8'],
  },
} as const satisfies Record<string, Control>;
