import type { FastifyInstance } from 'fastify';
import type { Http3Behaviour } from '../behaviour/http3.ts';

/** Announces HTTP/3 on every response (RFC 7838 §3). */
export function announceHttp3(app: FastifyInstance, { altSvc }: Http3Behaviour): void {
  if (altSvc === '') return;
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('Alt-Svc', altSvc.replaceAll('{port}', String(request.socket.localPort)));
    done(null, payload);
  });
}
