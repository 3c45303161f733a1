import type { FastifyRequest } from 'fastify';
import type { ServedRoute } from '../behaviour/routes.ts';

/** The route that a request asks for, by method and path. */
export type RouteIndex = (request: FastifyRequest) => ServedRoute | undefined;

export function routeIndex(served: readonly ServedRoute[]): RouteIndex {
  const own = served.filter(({ kind }) => kind !== 'too-large' && kind !== 'rate-limited');
  const index = new Map(own.map((route) => [`${route.method} ${route.path}`, route]));
  return (request) => index.get(`${request.method} ${pathOf(request)}`);
}

function pathOf(request: FastifyRequest): string {
  return (request.raw.url ?? '/').split('?')[0] ?? '/';
}
