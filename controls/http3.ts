import type { Control } from './control.ts';

/** What is said of HTTP/3, and what its port does. */
export const http3 = {
  'TLS-HTTP3-01': {
    title: 'Where Alt-Svc announces HTTP/3, QUIC answers',
    family: 'tls',
    severity: 'low',
    section: 'tls.http3.promise',
    why: 'A client that believes the field waits for a port that never answers before it falls back.',
    remedy: {
      nginx: 'listen 443 quic reuseport; beside listen 443 ssl; and UDP 443 open, or no add_header Alt-Svc.',
      caddy: 'Publish 443/udp of the container too, or servers { protocols h1 h2 }.',
      haproxy: 'bind quic4@:443 ssl crt site.pem alpn h3, or no http-response set-header alt-svc.',
      fastify: 'Node speaks no HTTP/3: leave Alt-Svc to the proxy that does.',
      fastapi: 'Hypercorn with quic_bind = "0.0.0.0:443", or no Alt-Svc.',
    },
    references: ['RFC 9114 §3.1.1', 'RFC 7838 §2', 'RFC 9000 §6.1'],
  },
  'TLS-HTTP3-02': {
    title: 'Alt-Svc announces HTTP/3 exactly where the profile says so',
    family: 'tls',
    severity: 'low',
    section: 'tls.http3.advertised',
    why: 'Browsers use HTTP/3 only after this field, and keep to it for as long as it says, past firewalls that see TCP alone.',
    remedy: {
      nginx: 'add_header Alt-Svc \'h3=":443"; ma=86400\' always; or take it out.',
      caddy: 'servers { protocols h1 h2 h3 } announces it, h1 h2 does not.',
      haproxy:
        'http-response set-header alt-svc \'h3=":443"; ma=86400\', or http-response del-header alt-svc.',
      fastify: 'An onSend hook with reply.header("Alt-Svc", …), or removeHeader for what an upstream sends.',
      fastapi: 'A middleware that sets Alt-Svc; with Hypercorn alt_svc_headers.',
    },
    references: ['RFC 7838 §3', 'RFC 9114 §3.1.1'],
  },
  'TLS-HTTP3-03': {
    title: "Nothing speaks QUIC on the UDP port of the TLS entry's number",
    family: 'tls',
    severity: 'medium',
    section: 'tls.http3.quic',
    why: 'A door that nobody means to have open is watched by nobody: limits, filters and logs often cover TCP alone.',
    remedy: {
      nginx: 'Remove listen 443 quic; and close UDP 443 in the firewall.',
      caddy: 'servers { protocols h1 h2 } in the global options.',
      haproxy: 'Remove bind quic4@:443 and bind quic6@:443, or set no-quic in global.',
      fastify: 'Node speaks no HTTP/3: look for the proxy that does, and take its QUIC listener out.',
      fastapi: 'Hypercorn without quic_bind.',
    },
    references: ['RFC 9000 §6.1'],
  },
  'TLS-HTTP3-04': {
    title: 'QUIC does not answer datagrams that are too small to open a connection',
    family: 'tls',
    severity: 'medium',
    section: 'tls.http3.smallDatagrams',
    why: 'Whoever forges the address of a victim gets the server to send it more than was sent to the server.',
    remedy: {
      nginx: 'nginx drops them; replace a build with the QUIC patches from before 1.25.',
      caddy: 'quic-go drops them; update Caddy.',
      haproxy:
        'Update HAProxy to a release that is still maintained, and limit UDP 443 in the firewall until then.',
      fastify: 'Node speaks no HTTP/3: update the proxy that does.',
      fastapi: 'aioquic drops them; update Hypercorn and aioquic.',
    },
    references: ['RFC 9000 §5.2.2', 'RFC 9000 §14.1'],
  },
} as const satisfies Record<string, Control>;
