import type { Control } from './control.ts';

/** How the TLS entry resumes sessions, and whether it negotiates twice. */
export const tlsSessions = {
  'TLS-SESSION-01': {
    title: 'TLS 1.2 sessions are resumed by id exactly where the profile says so',
    family: 'tls',
    severity: 'low',
    section: 'tls.sessions.id',
    why: 'A kept session saves a full handshake on each visit, and a memory dump of the server holds the keys of all that are kept.',
    remedy: {
      nginx: 'ssl_session_cache shared:TLS:10m; to resume by id, ssl_session_cache off; not to.',
      caddy: 'Caddy keeps no sessions and resumes none by id; have the profile say refused.',
      haproxy: 'tune.ssl.cachesize 20000 to resume by id, tune.ssl.cachesize 0 not to.',
      fastify:
        'Listeners for newSession and resumeSession of app.server resume by id; without them Node does not.',
      fastapi: 'End TLS in a proxy; uvicorn has no setting for the session cache of its ssl_context.',
    },
    references: ['RFC 5246 §7.3', 'RFC 9325 §3.4'],
  },
  'TLS-SESSION-02': {
    title: 'TLS 1.2 sessions are resumed by ticket exactly where the profile says so',
    family: 'tls',
    severity: 'low',
    section: 'tls.sessions.ticket',
    why: 'A TLS 1.2 ticket carries the keys of its session, so whoever gets the ticket key reads recorded connections.',
    remedy: {
      nginx:
        'ssl_session_tickets off; not to issue any, on; with one ssl_session_ticket_key for all servers to resume.',
      caddy:
        'The global option servers has none for tickets: use session_tickets { disabled true } of the JSON app tls.',
      haproxy: 'ssl-default-bind-options no-tls-tickets, or tls-ticket-keys on the bind line to share them.',
      fastify: 'https: { secureOptions: constants.SSL_OP_NO_TICKET }, or ticketKeys that all servers share.',
      fastapi: 'End TLS in a proxy; with uvicorn ssl_context.options |= ssl.OP_NO_TICKET.',
    },
    references: ['RFC 5077 §3.1', 'RFC 9325 §3.4'],
  },
  'TLS-SESSION-03': {
    title: 'TLS 1.3 sessions are resumed exactly where the profile says so',
    family: 'tls',
    severity: 'low',
    section: 'tls.sessions.psk',
    why: 'Without resumption each connection costs a signature and a certificate chain; with it a visitor can be recognised again.',
    remedy: {
      nginx:
        'ssl_session_tickets on; with one ssl_session_ticket_key for all servers to resume, off; not to.',
      caddy:
        'On by default; "session_tickets": {"disabled": true} in the app tls of the JSON configuration ends it.',
      haproxy:
        'tls-ticket-keys on the bind line for all servers, or ssl-default-bind-options no-tls-tickets.',
      fastify: 'https: { ticketKeys } that all servers share, or secureOptions: constants.SSL_OP_NO_TICKET.',
      fastapi: 'End TLS in a proxy; with uvicorn ssl_context.num_tickets = 2, or 0 not to resume.',
    },
    references: ['RFC 8446 §2.2', 'RFC 9325 §3.4'],
  },
  'TLS-SESSION-04': {
    title: 'No ticket states a lifetime beyond the limit',
    family: 'tls',
    severity: 'medium',
    section: 'tls.sessions.lifetimeSeconds',
    why: 'As long as tickets are taken, the key that encrypts them is kept, and with it TLS 1.2 sessions lose forward secrecy.',
    remedy: {
      nginx: 'ssl_session_timeout 1h; in every server block of the port.',
      caddy: 'Go states seven days in TLS 1.3 and rotates the keys by itself; have the profile allow 604800.',
      haproxy: 'tune.ssl.lifetime 3600.',
      fastify: 'https: { sessionTimeout: 3600 }.',
      fastapi: "End TLS in a proxy; OpenSSL's two hours are what uvicorn states.",
    },
    references: ['RFC 8446 §4.6.1', 'RFC 5077 §3.3', 'RFC 9325 §3.4'],
  },
  'TLS-SESSION-05': {
    title: 'A session of one server name is not resumed under another',
    family: 'tls',
    severity: 'medium',
    section: 'tls.sessions.otherName',
    why: 'A session that one virtual host has let in, by a client certificate for example, opens the others on the same port.',
    remedy: {
      nginx:
        'ssl_reject_handshake on; in the default server, and an ssl_session_ticket_key and cache for each host.',
      caddy:
        '"session_tickets": {"disabled": true} in the app tls of the JSON configuration: Go resumes before it looks at the name.',
      haproxy: 'strict-sni on the bind line, and a bind line with tls-ticket-keys of its own for each host.',
      fastify: 'A server of its own for each name; one server shares its ticketKeys between all of them.',
      fastapi:
        'End TLS in a proxy that keeps sessions apart by name; one ssl_context shares its ticket keys.',
    },
    references: ['RFC 6066 §3', 'CVE-2025-23419'],
  },
  'TLS-RENEGOTIATION-01': {
    title: 'Renegotiation that a client begins is refused',
    family: 'tls',
    severity: 'medium',
    section: 'tls.renegotiation',
    why: 'A client makes the server sign again and again on one connection, which costs the server far more than the client.',
    remedy: {
      nginx: 'nginx refuses it since 0.8.23; let no stream block pass TLS on to a server that does not.',
      caddy: 'Go refuses it always; look at what else ends TLS before Caddy.',
      haproxy: 'HAProxy refuses it always; look at what else ends TLS before HAProxy.',
      fastify:
        'https: { secureOptions: constants.SSL_OP_NO_RENEGOTIATION }; Node allows three in ten minutes.',
      fastapi: 'With uvicorn ssl_context.options |= ssl.OP_NO_RENEGOTIATION.',
    },
    references: ['RFC 5246 §7.2.2', 'RFC 9325 §3.5', 'BSI TR-02102-2'],
  },
} as const satisfies Record<string, Control>;
