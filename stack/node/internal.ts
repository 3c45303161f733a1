import Fastify, { type FastifyInstance } from 'fastify';
import { takeAnyBody } from '../any-body.ts';
import { answerBrokenRequest } from './broken-request.ts';

/** The services server behind mutual TLS, written down by hand from what the profile internal promises. */
export function internalService(): FastifyInstance {
  // The entry is its only client, and has seen to whose requests come here.
  const app = Fastify({
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    clientErrorHandler: answerBrokenRequest,
  });
  takeAnyBody(app);
  app.addHook('onSend', async (_request, reply) => {
    reply.type('application/json; charset=utf-8').header('Cache-Control', 'no-store');
  });
  app.get('/records', () => ({ records: [] }));
  app.get('/echo', ({ headers }) => ({ headers }));
  app.put('/records', (_request, reply) =>
    reply.code(405).header('Allow', 'GET').send({ error: 'Method Not Allowed' }),
  );
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'Not Found' }));
  return app;
}
