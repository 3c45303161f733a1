import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { clientOf } from './client-identity.ts';
import type { RouteIndex } from './route-index.ts';

/** Counts the requests of each client and route, and refuses what is beyond the limit with 429. */
export async function limitRates(app: FastifyInstance, routeOf: RouteIndex): Promise<void> {
  await app.register(rateLimit, {
    max: (request) => routeOf(request)?.limit?.requests ?? 0,
    timeWindow: (request) => (routeOf(request)?.limit?.windowSeconds ?? 0) * 1000,
    allowList: (request) => routeOf(request)?.limit === undefined,
    keyGenerator: (request) => `${clientOf(request)} ${request.method} ${routeOf(request)?.path ?? ''}`,
    errorResponseBuilder: (_request, { statusCode }) => ({ statusCode, error: 'Too Many Requests' }),
  });
}
