import { createServer, type Server } from 'node:http';

/** What the application behind nginx answers, written down by hand: method and path, status, further fields. */
const ANSWERS: Readonly<Record<string, readonly [status: number, fields: Readonly<Record<string, string>>]>> =
  {
    'GET /': [200, { 'Content-Type': 'text/html; charset=utf-8' }],
    'GET /start': [302, { Location: '/' }],
    'PUT /health': [405, { Allow: 'GET', 'Content-Type': 'application/json; charset=utf-8' }],
    'GET /error': [500, { 'Content-Type': 'text/html; charset=utf-8' }],
    'OPTIONS /videos': [204, {}],
    'POST /login': [
      200,
      {
        'Content-Type': 'application/json; charset=utf-8',
        'Set-Cookie': '__Host-session=4f3a2b1c; Path=/; Secure; HttpOnly; SameSite=Strict',
      },
    ],
  };

const JSON_ROUTES = [
  'POST /token/refresh',
  'POST /transcribe',
  'GET /videos',
  'POST /analyze',
  'GET /jobs/1',
  'DELETE /jobs/1',
  'POST /schedule',
  'GET /health',
];

/** A small application on a free loopback port. */
export async function startUpstream(): Promise<{ port: number; server: Server }> {
  const server = createServer((request, response) => {
    request.resume();
    const route = `${request.method ?? ''} ${request.url ?? ''}`;
    const fallback = JSON_ROUTES.includes(route) ? 200 : 404;
    const [status, fields] = ANSWERS[route] ?? [
      fallback,
      { 'Content-Type': 'application/json; charset=utf-8' },
    ];
    request.on('end', () => {
      response.writeHead(status, fields).end(status === 204 || status === 302 ? undefined : '{}\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the upstream has no port');
  return { port: address.port, server };
}
