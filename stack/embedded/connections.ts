import type { TLSSocket } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import type { ConnectionBehaviour } from '../behaviour/connections.ts';

/** Answers requests on connections beyond the limit with 503, as nginx limit_conn does by default, and closes them. */
export function limitConnections(
  app: FastifyInstance,
  { limit, counted, forgotten }: ConnectionBehaviour,
): void {
  if (limit === 0) return;
  const open = new Map<string, number>();
  const refused = new Set<string>();
  app.server.on('secureConnection', (socket: TLSSocket) => {
    const name = `${socket.remoteAddress ?? ''} ${socket.remotePort ?? 0}`;
    const client = counted === 'all' ? 'all' : (socket.remoteAddress ?? '');
    const count = (open.get(client) ?? 0) + 1;
    open.set(client, count);
    if (count > limit) refused.add(name);
    socket.once('close', () => {
      refused.delete(name);
      if (forgotten) open.set(client, (open.get(client) ?? 1) - 1);
    });
  });
  app.addHook('onRequest', async ({ raw: { socket } }, reply) => {
    if (!refused.has(`${socket.remoteAddress ?? ''} ${socket.remotePort ?? 0}`)) return;
    return reply
      .code(503)
      .header('Connection', 'close')
      .type('text/plain; charset=utf-8')
      .send('Too many connections\n');
  });
}
