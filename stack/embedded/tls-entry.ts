import Fastify, { type FastifyInstance } from 'fastify';
import type { Behaviour } from '../behaviour.ts';
import { limitBodies } from './body-limits.ts';
import type { ServerIdentity } from './certificates.ts';
import type { Clock } from './clock.ts';
import { allowOrigins } from './cross-origin.ts';
import { answerTrace, carelessParser, tellDetails } from './exposed.ts';
import { forwardTo } from './forward.ts';
import { guardHost } from './host-guard.ts';
import { limitRates } from './rate-limits.ts';
import { addResponseFields } from './response-fields.ts';
import { routeIndex } from './route-index.ts';
import { tlsServerFactory } from './tls-server.ts';

/** What the TLS entry stands in front of, and the time that its limits go by. */
export interface Surroundings {
  /** Origin of the application behind it. */
  readonly upstream: string;
  readonly clock: Clock;
}

/** The TLS entry: ends TLS (HTTP/1.1 and HTTP/2), limits, adds the fields, and hands on to the upstream. */
export async function tlsEntry(
  behaviour: Behaviour,
  identity: ServerIdentity,
  { upstream }: Surroundings,
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
  limitBodies(app, behaviour.routes);
  addResponseFields(app, behaviour.fields, routeOf);
  await limitRates(app, routeOf);
  await allowOrigins(app, behaviour.routes);
  await forwardTo(app, upstream);
  return app;
}
