import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { CapacityBehaviour } from '../behaviour/capacity.ts';

/** Fails or delays requests for one route, by their number. */
export function limitCapacity(app: FastifyInstance, behaviour: CapacityBehaviour): void {
  const { route, failsOneIn, perSecond, lateOneIn, lateByMs } = behaviour;
  if (failsOneIn === 0 && perSecond === 0 && lateOneIn === 0) return;
  let count = 0;
  let freeAt = 0;
  app.addHook('onRequest', async ({ method, url }, reply) => {
    if (`${method} ${url}` !== route) return;
    count++;
    if (perSecond > 0) {
      const now = performance.now();
      freeAt = Math.max(now, freeAt) + 1000 / perSecond;
      await delay(freeAt - now);
    }
    if (lateOneIn > 0 && count % lateOneIn === 0) await delay(lateByMs);
    if (failsOneIn > 0 && count % failsOneIn === 0) {
      return reply.code(503).type('text/plain; charset=utf-8').send('Service Unavailable\n');
    }
  });
}
