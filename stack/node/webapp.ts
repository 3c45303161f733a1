import { randomBytes } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { takeAnyBody } from '../any-body.ts';
import { answerBrokenRequest } from './broken-request.ts';
import { BESIDE_PROXY, type Place } from './place.ts';

/** The web application behind Caddy, written down by hand from what the profile webapp promises. */
export function webApplication(
  { secret }: { secret: string },
  { proxy }: Pick<Place, 'proxy'> = BESIDE_PROXY,
): FastifyInstance {
  const app = Fastify({
    // Caddy says who the visitor is, and nobody else is believed.
    trustProxy: proxy,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    clientErrorHandler: answerBrokenRequest,
  });
  takeAnyBody(app);
  const settings = { databasePassword: secret };
  app.get('/', (_request, reply) => reply.type(HTML).send(HOME));
  app.get('/start', (_request, reply) => reply.redirect('/', 302));
  app.get('/health', (_request, reply) => reply.type(JSON_TEXT).send('{"healthy":true}\n'));
  app.put('/health', (_request, reply) =>
    reply.code(405).header('Allow', 'GET').type(JSON_TEXT).send('{"error":"Method Not Allowed"}\n'),
  );
  app.get('/error', () => {
    // As database drivers do, with more in their message than a visitor may see.
    throw new Error(`no connection to the database as app:${settings.databasePassword}`);
  });
  app.get('/echo', ({ headers }, reply) =>
    reply.type(JSON_TEXT).header('Cache-Control', 'no-store').send(JSON.stringify({ headers })),
  );
  app.post('/login', (_request, reply) =>
    reply
      .header(
        'Set-Cookie',
        `__Host-session=${randomBytes(16).toString('hex')}; Path=/; Max-Age=28800; Secure; HttpOnly; SameSite=Lax`,
      )
      .header('Cache-Control', 'no-store')
      .type(JSON_TEXT)
      .send('{"signedIn":true}\n'),
  );
  app.setNotFoundHandler((_request, reply) => reply.code(404).type(HTML).send(errorPage('Not Found')));
  app.setErrorHandler((_error, _request, reply) => reply.code(500).type(HTML).send(errorPage('Error')));
  return app;
}

const HTML = 'text/html; charset=utf-8';
const JSON_TEXT = 'application/json; charset=utf-8';

const HOME = `<!doctype html><html lang="en"><head><title>Documents</title></head><body><h1>Documents</h1>
<ul>${'<li>A document that can be searched.</li>\n'.repeat(20)}</ul></body></html>
`;

function errorPage(title: string): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}
