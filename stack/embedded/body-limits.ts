import { finished } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import type { RouteBehaviour } from '../behaviour/routes.ts';

/** Refuses bodies that say that they are too large. */
export function limitBodies(app: FastifyInstance, { bodyLimit }: RouteBehaviour): void {
  app.addHook('onRequest', async (request, reply) => {
    if (Number(request.headers['content-length'] ?? 0) <= bodyLimit) return;
    // Read to its end: closing on unread bytes resets the connection, and the reset can take the answer with it.
    await finished(request.raw.resume());
    return reply.code(413).type('application/json; charset=utf-8').send({ error: 'Payload Too Large' });
  });
}
