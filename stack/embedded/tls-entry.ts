import Fastify, { type FastifyInstance } from 'fastify';
import type { Behaviour } from '../behaviour.ts';
import { limitBodies, tolerantParser } from './body-limits.ts';
import { limitCapacity } from './capacity.ts';
import type { ServerIdentity } from './certificates.ts';
import { verifyClients } from './client-certificates.ts';
import { identifyClients } from './client-identity.ts';
import type { Clock } from './clock.ts';
import { limitConnections } from './connections.ts';
import { allowOrigins } from './cross-origin.ts';
import { answerTrace, carelessParser, tellDetails } from './exposed.ts';
import { forwardTo } from './forward.ts';
import { guardHost } from './host-guard.ts';
import { distinguishBrowsers, fillNonces } from './page.ts';
import { closeInStages } from './linger.ts';
import { limitRates } from './rate-limits.ts';
import { limitHeads } from './request-head.ts';
import { addResponseFields } from './response-fields.ts';
import { routeIndex } from './route-index.ts';
import { wasteTime } from './slowness.ts';
import { announceHttp3 } from './alt-svc.ts';
import { gatedServerFactory } from './hello-gate.ts';
import { guardServerName } from './name-guard.ts';

/** What the TLS entry stands in front of, and the time that its limits go by. */
export interface Surroundings {
  /** Origin of the application behind it. */
  readonly upstream: string;
  readonly clock: Clock;
}

/**
 * The TLS entry: ends TLS (HTTP/1.1 and HTTP/2), limits, adds the fields, and hands on to the upstream. Without an
 * identity it does the same for plain http.
 */
export async function tlsEntry(
  behaviour: Behaviour,
  identity: ServerIdentity | undefined,
  { upstream, clock }: Surroundings,
): Promise<FastifyInstance> {
  const app = Fastify({
    // Bodies are counted by limitBodies().
    bodyLimit: Number.MAX_SAFE_INTEGER,
    exposeHeadRoutes: false,
    ...carelessParser(behaviour.exposure),
    ...tolerantParser(behaviour.bodies),
    ...(identity && { serverFactory: gatedServerFactory(behaviour, identity) }),
  });
  const routeOf = routeIndex(behaviour.routes.served);
  wasteTime(app, behaviour.slowness);
  verifyClients(app, behaviour.clientCertificates);
  limitHeads(app, behaviour.head);
  guardHost(app, behaviour.exposure);
  guardServerName(app, behaviour.names);
  answerTrace(app, behaviour.exposure);
  await allowOrigins(app, behaviour.crossOrigin);
  tellDetails(app, behaviour.exposure);
  limitBodies(app, behaviour.bodies);
  addResponseFields(app, behaviour.fields, routeOf);
  announceHttp3(app, behaviour.http3);
  distinguishBrowsers(app, behaviour.page);
  fillNonces(app, behaviour.page);
  limitConnections(app, behaviour.connections);
  identifyClients(app, behaviour.clientIdentity, behaviour.routes.served);
  limitRates(app, behaviour.rateLimits, clock);
  limitCapacity(app, behaviour.capacity);
  closeInStages(app);
  await forwardTo(app, upstream, behaviour);
  return app;
}
