import cors, { type FastifyCorsOptionsDelegateCallback } from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyError, type FastifyInstance, type RouteHandlerMethod } from 'fastify';
import { takeAnyBody } from '../any-body.ts';
import type { Application } from '../native/nginx.ts';
import { BESIDE_PROXY, type Place } from './place.ts';

/**
 * The application behind nginx: Fastify with its own plugins, written down by hand from what staging promises.
 * Its route /error fails with the secret in its hand, and must not tell it.
 */
export async function startStagingApplication(
  secret: string,
  { host, port, proxy }: Place = BESIDE_PROXY,
): Promise<Application> {
  const app = Fastify({
    // nginx replaces X-Forwarded-For, and it is the only one that this application listens to.
    trustProxy: proxy,
    // nginx has limited it before.
    bodyLimit: 100 * 1024 * 1024,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
  });
  takeAnyBody(app);
  await app.register(cors, () => sharing);
  await app.register(rateLimit, { global: false });
  serveRoutes(app);
  app.get('/error', () => {
    throw new Error(`connect failed: postgres://app:${secret}@database/app`);
  });
  app.setErrorHandler((problem: FastifyError, _request, reply) => {
    const status = problem.statusCode ?? 500;
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(status < 500 ? 'Refused\n' : 'Error\n');
  });
  await app.listen({ host, port });
  const address = app.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the upstream has no port');
  return { port: address.port, close: () => app.close() };
}

const sharing: FastifyCorsOptionsDelegateCallback = (request, callback) => {
  callback(null, {
    origin: ['https://dashboard.example.com'],
    methods: request.url.startsWith('/jobs/') ? ['GET', 'DELETE'] : ['GET'],
    allowedHeaders: ['Authorization', 'Content-Type'],
    maxAge: 600,
  });
};

const json: RouteHandlerMethod = (_request, reply) =>
  reply.type('application/json; charset=utf-8').send('{}\n');

function serveRoutes(app: FastifyInstance): void {
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(HOME));
  app.get('/start', (_request, reply) => reply.redirect('/', 302));
  app.get('/health', json);
  app.put('/health', (_request, reply) =>
    reply.code(405).header('Allow', 'GET').type('application/json; charset=utf-8').send('{}\n'),
  );
  app.get('/echo', ({ headers }, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify({ headers })),
  );
  const perMinute = (max: number) => ({ config: { rateLimit: { max, timeWindow: '1 minute' } } });
  app.post('/login', perMinute(5), (_request, reply) =>
    reply
      .header('Set-Cookie', '__Host-session=4f3a2b1c; Path=/; Secure; HttpOnly; SameSite=Strict')
      .type('application/json; charset=utf-8')
      .send('{"signedIn":true}\n'),
  );
  app.post('/token/refresh', perMinute(5), json);
  app.post('/transcribe', perMinute(10), json);
  app.get('/videos', perMinute(60), json);
  app.post('/analyze', perMinute(60), json);
  app.get('/jobs/1', perMinute(30), json);
  app.delete('/jobs/1', perMinute(30), json);
  app.post('/schedule', perMinute(10), json);
}

const HOME =
  '<!doctype html><html lang="en"><head><title>Home</title></head><body><h1>Home</h1></body></html>\n';
