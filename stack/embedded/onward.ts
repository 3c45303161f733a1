import type { FastifyInstance } from 'fastify';
import type { OnwardBehaviour } from '../behaviour/onward.ts';

/** Port of each entry, once it listens. */
export interface EntryPorts {
  https: number;
  http: number;
}

/** Answers the paths of the behaviour with a redirect, before anything else looks at them. */
export function redirectOnward(app: FastifyInstance, onward: OnwardBehaviour, ports: EntryPorts): void {
  app.addHook('onRequest', async (request, reply) => {
    const hop = onward[request.raw.url ?? '/'];
    if (hop) return reply.redirect(`${hop.to}://localhost:${ports[hop.to]}${hop.path}`, 302);
  });
}
