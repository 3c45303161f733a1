import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TlsNameBehaviour } from '../behaviour/tls-names.ts';

/** Answers 421 (RFC 9110 §15.5.20) to requests for another host than the one that the handshake was for. */
export function guardServerName(app: FastifyInstance, { mismatch }: TlsNameBehaviour): void {
  if (mismatch === 'serve') return;
  app.addHook('onRequest', async (request, reply) => {
    if (mismatch === 'misdirect-http1' && request.raw.httpVersionMajor > 1) return;
    if (isForItsHandshake(request)) return;
    return reply.code(421).type('text/plain; charset=utf-8').send('Misdirected Request\n');
  });
}

/** A client that gave no name has nothing to contradict. */
function isForItsHandshake({ host, socket }: FastifyRequest): boolean {
  // The type of Fastify's sockets says nothing of TLS.
  const servername: unknown = Reflect.get(socket, 'servername');
  if (typeof servername !== 'string' || servername === '') return true;
  return host.replace(/:\d+$/, '').toLowerCase() === servername.toLowerCase();
}
