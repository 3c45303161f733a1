import type { Control } from './control.ts';

/** Whom the TLS entry takes a client for, from its certificate on. */
export const clientIdentity = {
  'MTLS-RESUME-01': {
    title: 'The session of a client without the right certificate opens nothing',
    family: 'client-certificates',
    severity: 'critical',
    section: 'clientCertificates',
    why: 'A client could skip the check by coming a second time.',
    remedy: {
      nginx: 'ssl_verify_client on; in every server block that shares a session cache or ticket key.',
      caddy: 'client_auth with require_and_verify: no session is made before the certificate is verified.',
      haproxy:
        'bind … verify required; with verify optional test ssl_c_used and ssl_c_verify, which a session keeps.',
      fastify:
        'Besides socket.authorized look for socket.getPeerCertificate().fingerprint256: Node calls a resumed TLS 1.3 session without a certificate authorized.',
      fastapi: 'End TLS in a proxy that checks the certificate of resumed sessions too.',
    },
    references: ['RFC 5077 §4', 'RFC 5246 §F.1.4', 'ASVS v5.0.0-12.1.3'],
  },
  'MTLS-RESUME-02': {
    title: 'A session counts under the name that it was made for alone',
    family: 'client-certificates',
    severity: 'high',
    section: 'clientCertificates.otherHost',
    why: 'Clients of one virtual host could enter another one, which asks for certificates of another authority.',
    remedy: {
      nginx:
        '1.26.3, 1.27.4 or later (CVE-2025-23419), or ssl_session_tickets off; and a session cache for each server block.',
      caddy:
        'The default: Caddy gives each set of TLS settings session ticket keys of its own. Keep strict_sni_host on.',
      haproxy:
        'http-request deny status 421 unless { req.hdr(host),host_only -m str %[ssl_fc_sni] }, and no tickets shared between hosts (no-tls-tickets).',
      fastify:
        'In onRequest compare the Host with socket.servername, and refuse resumed sessions of other names.',
      fastapi: 'Give each host an entry of its own in the proxy, with session tickets off.',
    },
    references: ['RFC 6066 §3', 'CVE-2025-23419', 'ASVS v5.0.0-12.1.3'],
  },
  'MTLS-RESUME-03': {
    title: 'A resumed session keeps the identity of its certificate',
    family: 'client-certificates',
    severity: 'medium',
    section: ['clientCertificates.identityFields', 'routes.echo'],
    why: 'An application that gets a request from nobody, past the entry that lets nobody through, may take it for its own.',
    remedy: {
      nginx:
        '$ssl_client_s_dn and $ssl_client_verify hold for resumed sessions too: write them with proxy_set_header in every location.',
      caddy: '{http.request.tls.client.subject} holds for resumed sessions too: write it with header_up.',
      haproxy:
        'ssl_c_s_dn holds for resumed sessions too; do not make the field depend on ssl_fc_is_resumed.',
      fastify: 'Take the identity from socket.getPeerCertificate() of each connection; a session keeps it.',
      fastapi: 'Take the identity from the field of the proxy, and refuse requests in which it is missing.',
    },
    references: ['RFC 5077 §4', 'ASVS v5.0.0-12.1.3'],
  },
  'MTLS-IDENTITY-01': {
    title: 'The identity that reaches the application is that of the certificate',
    family: 'client-certificates',
    severity: 'critical',
    section: ['clientCertificates.identityFields', 'routes.echo'],
    why: 'Every client that has a certificate could act as any other.',
    remedy: {
      nginx:
        'proxy_set_header X-Client-Subject $ssl_client_s_dn; in every location that has a proxy_set_header of its own.',
      caddy:
        'header_up X-Client-Subject {http.request.tls.client.subject}: without + it replaces what the client sent.',
      haproxy:
        'http-request set-header X-Client-Subject %[ssl_c_s_dn]: add-header leaves what the client sent.',
      fastify: 'Delete the field from request.headers before it is written from socket.getPeerCertificate().',
      fastapi: 'Believe the field only from the proxy, and have the proxy overwrite it.',
    },
    references: ['RFC 9440 §4', 'ASVS v5.0.0-12.1.3'],
  },
} as const satisfies Record<string, Control>;
