import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NONCE_PLACEHOLDER, type FieldBehaviour, type FieldSet } from '../behaviour/fields.ts';
import { KIND_BY_STATUS, type RouteKind, type ServedRoute } from '../behaviour/routes.ts';
import { nonceMaker } from './nonces.ts';
import type { RouteIndex } from './route-index.ts';

/** Puts the fields on every response, whoever made it: route, error handler, limiter. */
export function addResponseFields(app: FastifyInstance, fields: FieldBehaviour, routeOf: RouteIndex): void {
  const nextNonce = nonceMaker(fields.nonce);
  app.addHook('onSend', (request, reply, payload, done) => {
    const route = routeOf(request);
    const nonce = nextNonce();
    setFields(reply, fields.everywhere, nonce);
    if (route?.sensitive) setFields(reply, fields.onSensitive, nonce);
    setFields(reply, fields.on[kindOf(request, reply, route)] ?? {}, nonce);
    done(null, payload);
  });
}

function kindOf(request: FastifyRequest, reply: FastifyReply, route: ServedRoute | undefined): RouteKind {
  if (request.method === 'OPTIONS') return 'preflight';
  return KIND_BY_STATUS[reply.statusCode] ?? route?.kind ?? 'page';
}

function setFields(reply: FastifyReply, fields: FieldSet, nonce: string): void {
  for (const [name, values] of Object.entries(fields)) {
    reply.removeHeader(name);
    if (values.length === 0) continue;
    const sent = values.map((value) => value.replaceAll(NONCE_PLACEHOLDER, `'nonce-${nonce}'`));
    reply.header(name, sent.length === 1 ? sent[0] : sent);
  }
}
