import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Behaviour } from '../behaviour.ts';
import type { PlainEntryBehaviour } from '../behaviour/plain-entry.ts';
import type { ServedRoute } from '../behaviour/routes.ts';

const ACME_PREFIX = '/.well-known/acme-challenge/';
const API_KINDS: ReadonlySet<string> = new Set(['api', 'login']);

/** The plain-http entry: sends pages to https, refuses what would change something. */
export function plainEntry({ plain, routes }: Behaviour, httpsPort: number): FastifyInstance {
  const app = Fastify({ exposeHeadRoutes: false });
  const api = new Set(routes.served.filter(({ kind }) => API_KINDS.has(kind)).map(({ path }) => path));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    for (const [name, values] of Object.entries(plain.fields)) reply.header(name, [...values]);
    done(null, payload);
  });
  app.all('/*', (request, reply) => {
    const target = request.raw.url ?? '/';
    if (target.startsWith(ACME_PREFIX) && plain.acme === 'serve') return served(reply, 404);
    return act(request, reply, treatment(request, plain, api), plain, httpsPort);
  });
  return app;
}

type Treatment = 'redirect' | 'refuse' | 'serve' | 'process';

function treatment(
  request: FastifyRequest,
  plain: PlainEntryBehaviour,
  api: ReadonlySet<ServedRoute['path']>,
): Treatment {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain.post;
  return api.has((request.raw.url ?? '/').split('?')[0] ?? '/') ? plain.api : plain.pages;
}

function act(
  request: FastifyRequest,
  reply: FastifyReply,
  what: Treatment,
  plain: PlainEntryBehaviour,
  httpsPort: number,
): FastifyReply {
  switch (what) {
    case 'redirect':
      return reply
        .code(plain.status)
        .header('Location', location(request, plain, httpsPort))
        .send();
    case 'refuse':
      return reply.code(403).type('text/plain; charset=utf-8').send('Use https.\n');
    case 'serve':
    case 'process':
      return served(reply, 200);
  }
}

function served(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send('Served over plain http.\n');
}

function location(request: FastifyRequest, plain: PlainEntryBehaviour, httpsPort: number): string {
  return `${plain.scheme}://${hostOf(request, plain.host)}:${httpsPort}${pathAndQuery(request, plain)}`;
}

function hostOf(request: FastifyRequest, source: PlainEntryBehaviour['host']): string {
  const claimed = {
    'host-field': request.headers.host,
    'x-forwarded-host': request.headers['x-forwarded-host'],
  };
  switch (source) {
    case 'canonical':
      return 'localhost';
    case 'foreign':
      return 'elsewhere.example';
    default:
      return String(claimed[source] ?? 'localhost').replace(/:\d+$/, '');
  }
}

function pathAndQuery(request: FastifyRequest, { path, query }: PlainEntryBehaviour): string {
  const raw = request.raw.url ?? '/';
  const mark = raw.indexOf('?');
  const rawPath = mark === -1 ? raw : raw.slice(0, mark);
  const rawQuery = mark === -1 ? '' : raw.slice(mark);
  return part(rawPath, path, '/') + part(rawQuery, query, '');
}

function part(text: string, treatment: 'kept' | 'dropped' | 'decoded', nothing: string): string {
  if (treatment === 'kept') return text;
  return treatment === 'dropped' ? nothing : decodeURI(text);
}
