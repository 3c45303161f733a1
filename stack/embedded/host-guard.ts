import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ExposureBehaviour } from '../behaviour/exposure.ts';

const OWN_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Refuses requests for a host that is not this one with 421 (RFC 9110 §15.5.20), before anything else looks at them. */
export function guardHost(app: FastifyInstance, { unknownHost }: ExposureBehaviour): void {
  if (unknownHost === 'serve') return;
  app.addHook('onRequest', async (request, reply) => {
    if (isOwnHost(request)) return;
    if (unknownHost === 'redirect-there') return reply.redirect(`https://${request.host}${request.url}`);
    return reply.code(421).type('text/plain; charset=utf-8').send('Misdirected Request\n');
  });
}

function isOwnHost({ host }: FastifyRequest): boolean {
  return OWN_HOSTS.has(host.replace(/:\d+$/, '').toLowerCase());
}
