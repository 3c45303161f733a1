import type { IncomingHttpHeaders } from 'node:http';
import { finished } from 'node:stream/promises';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import replyFrom from '@fastify/reply-from';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Behaviour } from '../behaviour.ts';
import type { RouteBehaviour, ServedRoute } from '../behaviour/routes.ts';
import type { ServerIdentity } from './certificates.ts';
import { answerTrace, carelessParser, tellDetails } from './exposed.ts';
import { guardHost } from './host-guard.ts';
import { addResponseFields } from './response-fields.ts';
import { tlsServerFactory } from './tls-server.ts';

/** The TLS entry: ends TLS (HTTP/1.1 and HTTP/2), limits, adds the fields, and hands on to the upstream. */
export async function tlsEntry(
  behaviour: Behaviour,
  identity: ServerIdentity,
  upstream: string,
): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: behaviour.routes.bodyLimit,
    exposeHeadRoutes: false,
    ...carelessParser(behaviour.exposure),
    serverFactory: tlsServerFactory(behaviour.tls, identity),
  });
  const routeOf = routeIndex(behaviour.routes.served);
  guardHost(app, behaviour.exposure);
  answerTrace(app, behaviour.exposure);
  tellDetails(app, behaviour.exposure);
  limitBody(app, behaviour.routes);
  addResponseFields(app, behaviour.fields, routeOf);
  await app.register(rateLimit, {
    max: (request) => routeOf(request)?.limit?.requests ?? 0,
    timeWindow: (request) => (routeOf(request)?.limit?.windowSeconds ?? 0) * 1000,
    allowList: (request) => routeOf(request)?.limit === undefined,
    keyGenerator: (request) => `${request.ip} ${request.method} ${pathOf(request)}`,
    errorResponseBuilder: (_request, { statusCode }) => ({ statusCode, error: 'Too Many Requests' }),
  });
  await allowOrigins(app, behaviour.routes);
  await app.register(replyFrom, { base: upstream });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.route({
    // OPTIONS belongs to the cross-origin rules.
    method: app.supportedMethods.filter((method) => method !== 'OPTIONS'),
    url: '/*',
    handler: (request, reply) => forward(request, reply),
  });
  return app;
}

function limitBody(app: FastifyInstance, { bodyLimit }: RouteBehaviour): void {
  app.addHook('onRequest', async (request, reply) => {
    if (Number(request.headers['content-length'] ?? 0) <= bodyLimit) return;
    // Read to its end: closing on unread bytes resets the connection, and the reset can take the answer with it.
    await finished(request.raw.resume());
    return reply.code(413).type('application/json; charset=utf-8').send({ error: 'Payload Too Large' });
  });
}

/** Answers preflights of the origins that the profile's own preflights come from. */
async function allowOrigins(app: FastifyInstance, { served }: RouteBehaviour): Promise<void> {
  const preflights = served.filter(({ kind }) => kind === 'preflight');
  await app.register(cors, {
    origin: preflights.flatMap(({ origin }) => origin ?? []),
    methods: [...new Set(served.map(({ method }) => method))],
    optionsSuccessStatus: preflights[0]?.status ?? 204,
  });
}

function forward(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.from(request.raw.url ?? '/', {
    rewriteHeaders: endToEnd,
    ...(Buffer.isBuffer(request.body) && {
      body: request.body,
      contentType: request.headers['content-type'] ?? 'application/octet-stream',
    }),
  });
}

/** Fields that speak of the connection to the upstream only (RFC 9110 §7.6.1); HTTP/2 forbids them. */
const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'keep-alive']);

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

function routeIndex(served: readonly ServedRoute[]): (request: FastifyRequest) => ServedRoute | undefined {
  const own = served.filter(({ kind }) => kind !== 'too-large' && kind !== 'rate-limited');
  const index = new Map(own.map((route) => [`${route.method} ${route.path}`, route]));
  return (request) => index.get(`${request.method} ${pathOf(request)}`);
}

function pathOf(request: FastifyRequest): string {
  return (request.raw.url ?? '/').split('?')[0] ?? '/';
}
