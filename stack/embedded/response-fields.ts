import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NONCE_PLACEHOLDER, type FieldBehaviour, type FieldSet } from '../behaviour/fields.ts';
import { KIND_BY_STATUS, type RouteKind, type ServedRoute } from '../behaviour/routes.ts';
import type { RouteIndex } from './route-index.ts';

/** Puts the fields on every response, whoever made it: route, error handler, limiter. */
export function addResponseFields(app: FastifyInstance, fields: FieldBehaviour, routeOf: RouteIndex): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const route = routeOf(request);
    setFields(reply, fields.everywhere);
    if (route?.sensitive) setFields(reply, fields.onSensitive);
    setFields(reply, fields.on[kindOf(request, reply, route)] ?? {});
    done(null, payload);
  });
}

function kindOf(request: FastifyRequest, reply: FastifyReply, route: ServedRoute | undefined): RouteKind {
  if (request.method === 'OPTIONS') return 'preflight';
  return KIND_BY_STATUS[reply.statusCode] ?? route?.kind ?? 'page';
}

function setFields(reply: FastifyReply, fields: FieldSet): void {
  for (const [name, values] of Object.entries(fields)) {
    reply.removeHeader(name);
    if (values.length === 0) continue;
    const nonce = `'nonce-${randomBytes(16).toString('base64')}'`;
    const sent = values.map((value) => value.replaceAll(NONCE_PLACEHOLDER, nonce));
    reply.header(name, sent.length === 1 ? sent[0] : sent);
  }
}
