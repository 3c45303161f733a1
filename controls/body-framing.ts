import type { Control } from './control.ts';

/** Where a request with a body ends, and what becomes of its connection. */
export const bodyFraming = {
  'BODY-LENGTH-01': {
    title: 'What follows the declared body is neither taken as body nor answered as a request',
    family: 'body-limits',
    severity: 'high',
    section: 'bodyLimit.routes',
    why: 'Where two servers disagree about the end of a request, an attacker puts a request into the connection of others.',
    remedy: {
      nginx: 'nginx answers such bytes with 400; do not pass the connection on with a stream block.',
      caddy: 'Caddy answers such bytes with 400; keep it in front of servers that do not.',
      haproxy: 'Do not set option accept-unsafe-violations-in-http-request.',
      fastify: 'Leave insecureHTTPParser off, and clientErrorHandler closing the connection.',
      fastapi: 'uvicorn --http h11, which refuses such bytes.',
    },
    references: ['RFC 9112 §6.3', 'RFC 9112 §11.2', 'ASVS v5.0.0-4.2.1'],
  },
  'BODY-CONNECTION-01': {
    title: 'After a refused body the connection can be used or is closed in stages',
    family: 'body-limits',
    severity: 'low',
    section: 'bodyLimit.routes',
    why: 'A reset takes the 413 with it: the user sees a broken connection, and the client tries the upload again.',
    remedy: {
      nginx: 'lingering_close on; which is the default.',
      caddy: 'Caddy closes in stages; for large bodies have the handler read the rest.',
      haproxy: 'Do not set option nolinger on the frontend.',
      fastify: 'Drop the rest with request.raw.resume() before the answer closes the connection.',
      fastapi: 'Read request.stream() to its end, or to a bound, before the connection is closed.',
    },
    references: ['RFC 9112 §9.6', 'RFC 9110 §15.5.14'],
  },
  'BODY-SMUGGLING-01': {
    title: 'Contradicting body lengths are refused',
    family: 'body-limits',
    severity: 'critical',
    section: 'bodyLimit.routes',
    why: 'A proxy that believes one length and a server that believes the other let a request pass that no filter saw.',
    remedy: {
      nginx: 'Use nginx 1.21.1 or later, which refuses both fields together with 400.',
      caddy: 'Keep Caddy up to date: it drops Content-Length beside Transfer-Encoding and closes.',
      haproxy: 'Do not set option accept-unsafe-violations-in-http-request.',
      fastify: 'Leave insecureHTTPParser off, in the options and in NODE_OPTIONS.',
      fastapi: 'uvicorn --http h11 behind a proxy that refuses both fields together.',
    },
    references: ['RFC 9112 §6.1', 'RFC 9112 §6.3', 'RFC 9112 §11.2', 'ASVS v5.0.0-4.2.1'],
  },
} as const satisfies Record<string, Control>;
