import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { takeAnyBody } from '../any-body.ts';
import type { Behaviour } from '../behaviour.ts';
import type { PlainEntryBehaviour } from '../behaviour/plain-entry.ts';
import type { ServedRoute } from '../behaviour/routes.ts';
import { locationOf } from './location.ts';

const ACME_PREFIX = '/.well-known/acme-challenge/';
const API_KINDS: ReadonlySet<string> = new Set(['api', 'login']);

/** The plain-http entry: sends pages to https, refuses what would change something. */
export function plainEntry({ plain, routes }: Behaviour, httpsPort: number): FastifyInstance {
  const app = Fastify({ exposeHeadRoutes: false });
  const kinds = kindsByPath(routes.served);
  takeAnyBody(app);
  app.addHook('onSend', (_request, reply, payload, done) => {
    for (const [name, values] of Object.entries(plain.fields)) reply.header(name, [...values]);
    done(null, payload);
  });
  app.all('/*', (request, reply) => {
    const target = request.raw.url ?? '/';
    if (target.startsWith(ACME_PREFIX)) return challenge(request, reply, plain, httpsPort);
    switch (treatment(request, plain, kinds.get(target.split('?')[0] ?? '/'))) {
      case 'redirect':
        return redirect(request, reply, plain, httpsPort);
      case 'refuse':
        return refuse(reply);
      case 'serve':
        return served(reply, 200);
      case 'serve-elsewhere':
        return reply.code(303).header('Location', '/done').send();
    }
  });
  return app;
}

type EntryKind = 'page' | 'api';

function kindsByPath(served: readonly ServedRoute[]): ReadonlyMap<string, EntryKind> {
  const listed = served.filter(({ kind }) => kind === 'page' || API_KINDS.has(kind));
  return new Map(listed.map(({ kind, path }) => [path, kind === 'page' ? 'page' : 'api']));
}

function treatment(
  { method }: FastifyRequest,
  plain: PlainEntryBehaviour,
  kind: EntryKind | undefined,
): 'redirect' | 'refuse' | 'serve' | 'serve-elsewhere' {
  if (method === 'HEAD' && plain.head === 'refuse') return 'refuse';
  if (method !== 'GET' && method !== 'HEAD') return CHANGING[plain.post];
  if (kind === undefined) return plain.unlisted;
  return kind === 'page' ? plain.pages : plain.api;
}

const CHANGING = {
  redirect: 'redirect',
  refuse: 'refuse',
  process: 'serve',
  'process-and-redirect': 'serve-elsewhere',
} as const;

function challenge(
  request: FastifyRequest,
  reply: FastifyReply,
  plain: PlainEntryBehaviour,
  httpsPort: number,
): FastifyReply {
  switch (plain.acme) {
    case 'redirect':
      return redirect(request, reply, plain, httpsPort);
    case 'refuse':
      return refuse(reply);
    case 'serve':
      return served(reply, 404);
  }
}

function redirect(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, location: behaviour }: PlainEntryBehaviour,
  httpsPort: number,
): FastifyReply {
  const location = locationOf(request, behaviour, httpsPort);
  if (behaviour.lineBreaks === 'kept') return reply.code(status).header('Location', location).send();
  // Node refuses to send a line break within a field, so this head is written by hand.
  reply.hijack();
  request.raw.socket.end(
    `HTTP/1.1 ${status} Moved\r\nLocation: ${location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
  return reply;
}

function refuse(reply: FastifyReply): FastifyReply {
  return reply.code(403).type('text/plain; charset=utf-8').send('Use https.\n');
}

function served(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send('Served over plain http.\n');
}
