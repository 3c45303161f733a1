import type { FastifyInstance } from 'fastify';
import type { RequestHeadBehaviour } from '../behaviour/request-head.ts';

/** Refuses requests whose target or fields are too long, before anything else looks at them. */
export function limitHeads(app: FastifyInstance, { uri, fields }: RequestHeadBehaviour): void {
  app.addHook('onRequest', async ({ raw }, reply) => {
    if (Buffer.byteLength(raw.url ?? '/') >= uri.bytes) {
      return reply.code(uri.status).type('text/plain; charset=utf-8').send('URI Too Long\n');
    }
    if (sectionBytes(raw.rawHeaders) >= fields.bytes) {
      return reply
        .code(fields.status)
        .type('text/plain; charset=utf-8')
        .send('Request Header Fields Too Large\n');
    }
  });
}

/** Length of the field lines: each has two bytes between name and value, and two at its end. */
function sectionBytes(rawHeaders: readonly string[]): number {
  return rawHeaders.reduce((sum, part) => sum + part.length + 2, 0);
}
