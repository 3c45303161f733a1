import type { Control } from './control.ts';
import { onTheServer } from './database-remedy.ts';

/** What protection adds to a request: who finds it slow turns it off. */
export const latency = {
  'LAT-TLS-01': {
    title: 'TLS on an open connection costs no more than its budget',
    family: 'latency',
    severity: 'low',
    section: 'latency.overhead.tls',
    why: 'Encryption that is felt is the first thing to go in an internal network, and then everybody on the path reads along.',
    remedy: {
      nginx:
        'keepalive_timeout 65s; keepalive in the upstream; ssl_ciphers with AES-GCM, which the CPU does.',
      caddy: 'Its defaults are fast; remove log and encode directives from the route to see what costs.',
      haproxy: 'option http-keep-alive, http-reuse safe, and tune.ssl.maxrecord 1370 for short answers.',
      fastify: 'keepAliveTimeout above that of the client, and end TLS in a proxy with AES-GCM.',
      fastapi: 'End TLS in a proxy, and run uvicorn with --timeout-keep-alive 65 behind it.',
    },
    references: ['RFC 8446 §5', 'RFC 9112 §9.3'],
  },
  'LAT-TLS-02': {
    title: 'A full TLS handshake costs no more than its budget',
    family: 'latency',
    severity: 'low',
    section: 'latency.overhead.newConnection',
    why: 'Each first visit pays for the key and the chain, and a server that signs slowly is easily kept busy by strangers.',
    remedy: {
      nginx:
        'An ECDSA P-256 certificate, ssl_protocols TLSv1.2 TLSv1.3, and no revocation look-up on the way.',
      caddy: 'key_type p256, and no on-demand certificates where the names are known.',
      haproxy: 'An ECDSA P-256 certificate and nbthread for as many threads as there are cores.',
      fastify: 'An ECDSA P-256 key in https: { key }, and no SNICallback that reads files.',
      fastapi: 'End TLS in a proxy; with uvicorn --ssl-keyfile with an ECDSA P-256 key.',
    },
    references: ['RFC 8446 §2', 'RFC 9325 §4.4'],
  },
  'LAT-TLS-03': {
    title: 'A resumed TLS handshake costs no more than its budget',
    family: 'latency',
    severity: 'low',
    section: 'latency.overhead.resumedConnection',
    why: 'Resumption that saves nothing leaves each visitor with the whole handshake, and invites longer sessions than are safe.',
    remedy: {
      nginx:
        'ssl_session_cache shared:TLS:10m; and ssl_session_tickets on; with a key that all servers share.',
      caddy: 'Tickets are on by default; leave session_tickets alone.',
      haproxy: 'tune.ssl.cachesize 20000, and tls-ticket-keys on the bind line.',
      fastify: 'https: { ticketKeys } that all servers share.',
      fastapi: 'End TLS in a proxy; with uvicorn ssl_context.num_tickets = 2.',
    },
    references: ['RFC 8446 §2.2', 'RFC 9325 §3.4'],
  },
  'LAT-HEADERS-01': {
    title: 'The security header fields cost no more than their budget',
    family: 'latency',
    severity: 'low',
    section: 'latency.overhead.headers',
    why: 'Fields that are computed for each answer slow down every answer, and are taken out again after the first load test.',
    remedy: {
      nginx: 'add_header with constant values; a nonce from $request_id instead of a script.',
      caddy: 'header with constant values in one block; no templates on routes that need none.',
      haproxy: 'http-response set-header with constant values instead of a Lua action.',
      fastify: 'Register @fastify/helmet once with constant directives, and enableCSPNonces on pages alone.',
      fastapi:
        'One pure ASGI middleware that adds constant fields, instead of several of BaseHTTPMiddleware.',
    },
    references: ['RFC 9110 §6.3', 'ASVS v5.0.0-3.4.1'],
  },
  'LAT-EDGE-01': {
    title: 'The TLS entry adds no more than its budget to the application',
    family: 'latency',
    severity: 'low',
    section: 'latency.overhead.edge',
    why: 'An entry that is slow is gone round: clients that can reach the application directly do so, past all of its checks.',
    remedy: {
      nginx: 'keepalive 32; in the upstream with proxy_http_version 1.1 and proxy_set_header Connection "".',
      caddy: 'reverse_proxy with transport http { keepalive 60s }.',
      haproxy: 'http-reuse always on the backend, and pool-max-conn on its servers.',
      fastify: '@fastify/reply-from with undici: { connections: 128 }, so that connections are kept.',
      fastapi: 'uvicorn --timeout-keep-alive 65, so that the proxy can keep its connections.',
    },
    references: ['RFC 9112 §9.3', 'RFC 9110 §7.6'],
  },
  'LAT-MTLS-01': {
    title: 'Client certificates cost no more than their budget',
    family: 'latency',
    severity: 'low',
    section: ['latency.overhead.clientCertificates', 'clientCertificates'],
    why: 'Mutual TLS that makes each connection slow is replaced by a shared password as soon as somebody measures it.',
    remedy: {
      nginx: 'ECDSA certificates for clients, ssl_verify_depth 2, and ssl_crl in place of ssl_ocsp look-ups.',
      caddy:
        'client_auth with trust_pool file and ECDSA certificates; no verifier that asks over the network.',
      haproxy: 'ca-file with the one authority of the clients, crl-file, and ECDSA certificates.',
      fastify: 'https: { ca, crl } read once at the start, and ECDSA certificates for clients.',
      fastapi: 'Verify clients in a proxy; uvicorn checks no revocation.',
    },
    references: ['RFC 8446 §4.3.2', 'RFC 9325 §7.5'],
  },
  'LAT-LIMITER-01': {
    title: 'The rate limiter costs no more than its budget',
    family: 'latency',
    severity: 'low',
    section: ['latency.overhead.rateLimiter', 'rateLimits.routes'],
    why: 'A limiter that asks a slow store for each request is itself what a flood brings down, and then everything passes.',
    remedy: {
      nginx: 'limit_req_zone in shared memory, 10m for some 160,000 addresses.',
      caddy: 'caddy-ratelimit without distributed, or with a read_interval of seconds.',
      haproxy: 'A stick-table in memory; peers instead of a look-up elsewhere.',
      fastify:
        '@fastify/rate-limit with a redis of short connectTimeout and maxRetriesPerRequest 1, or its memory.',
      fastapi: 'slowapi with memory:// or a Redis in the same network, with a timeout of its own.',
    },
    references: ['RFC 6585 §4', 'ASVS v5.0.0-2.4.1'],
  },
  'LAT-AUDIT-01': {
    title: 'The audit of the database costs no more than its budget',
    family: 'latency',
    severity: 'low',
    section: ['latency.overhead.databaseAudit', 'database.audit'],
    why: 'An audit that slows down every statement is narrowed or turned off under load, and what happened then is known to nobody.',
    remedy: {
      ...onTheServer(
        "Debug settings such as log_statement_stats off for the application's role, pgaudit.log without the class misc, and the log on a disk of its own.",
      ),
      fastify: 'Fewer and larger statements: rows of one request in one INSERT, and a pool of connections.',
      fastapi:
        'Fewer and larger statements: executemany in one flush, and selectinload in place of a query for each row.',
    },
    references: ['pgaudit README, Settings', 'ASVS v5.0.0-16.3.3'],
  },
} as const satisfies Record<string, Control>;
