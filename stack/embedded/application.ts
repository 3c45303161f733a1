import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { takeAnyBody } from '../any-body.ts';
import type { Behaviour } from '../behaviour.ts';
import type { ServedRoute } from '../behaviour/routes.ts';
import { serveLeaks, tellDetails } from './exposed.ts';
import { page, textType } from './page.ts';
import { setSessionCookie } from './session-cookie.ts';

/** The plain upstream: serves the routes of the profile and knows nothing of TLS. */
export async function application(behaviour: Behaviour): Promise<FastifyInstance> {
  const app = Fastify({
    // Sizes are the entry's business.
    bodyLimit: Number.MAX_SAFE_INTEGER,
    http: { maxHeaderSize: behaviour.head.parserBytes },
    exposeHeadRoutes: false,
  });
  await app.register(cookie);
  // Bodies are taken as they come: the application answers, it does not interpret.
  takeAnyBody(app);
  serveLeaks(app, behaviour.exposure);
  tellDetails(app, behaviour.exposure);

  for (const [path, routes] of byPath(behaviour.routes.served)) {
    for (const route of routes) {
      app.route({
        method: route.method,
        url: path,
        handler: (request, reply) => answer(route, behaviour, request, reply),
      });
    }
    const allowed = new Set(routes.map(({ method }) => method));
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !allowed.has(method)),
      url: path,
      handler: (_request, reply) =>
        reply
          .code(405)
          .header('Allow', [...allowed].join(', '))
          .type('application/json; charset=utf-8')
          .send({ error: 'Method Not Allowed' }),
    });
  }

  app.setNotFoundHandler((request, reply) => fallback(request, reply, behaviour));
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) =>
    page(reply.code(error.statusCode ?? 500), behaviour, 'Error', ''),
  );
  return app;
}

/** Kinds that come about by what is sent, not by a handler of their own. */
const BY_CIRCUMSTANCE: ReadonlySet<ServedRoute['kind']> = new Set([
  'not-found',
  'method-not-allowed',
  'too-large',
  'rate-limited',
  'preflight',
]);

function byPath(served: readonly ServedRoute[]): Map<string, ServedRoute[]> {
  const paths = new Map<string, ServedRoute[]>();
  for (const route of served) {
    const known = paths.get(route.path) ?? [];
    // A profile may name a route twice, for two requests; one handler answers both.
    if (BY_CIRCUMSTANCE.has(route.kind) || known.some(({ method }) => method === route.method)) continue;
    paths.set(route.path, [...known, route]);
  }
  return paths;
}

function answer(
  route: ServedRoute,
  behaviour: Behaviour,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply.code(behaviour.routes.wrongStatus[`${route.method} ${route.path}`] ?? route.status);
  switch (route.kind) {
    case 'page':
      return page(reply, behaviour, 'Plumbline reference stack', 'A page of the reference stack.');
    case 'redirect':
      return reply.header('Location', '/').send();
    case 'server-error':
      throw new Error('the route fails on purpose');
    case 'login':
      return json(setSessionCookie(reply, behaviour.cookies), behaviour, { signedIn: true });
    case 'echo':
      return json(reply, behaviour, {
        method: request.method,
        path: request.raw.url,
        headers: request.headers,
      });
    default:
      return json(reply, behaviour, { path: route.path, items: [] });
  }
}

function json(reply: FastifyReply, behaviour: Behaviour, value: object): FastifyReply {
  return reply.type(textType('application/json', behaviour)).send(JSON.stringify(value));
}

function fallback(request: FastifyRequest, reply: FastifyReply, behaviour: Behaviour): FastifyReply {
  const asked = request.url.replace(/[^\w/.-]/g, '?');
  return behaviour.exposure.fallback === 'not-found'
    ? page(reply.code(404), behaviour, 'Not Found', `Nothing is at ${asked}.`)
    : page(
        reply,
        behaviour,
        'Single page',
        `The page for ${asked}, made for request ${crypto.randomUUID()}.`,
      );
}
