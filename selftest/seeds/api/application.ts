import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/*
 * The middleware of the API's security notes, which is FastAPI's, in plain Node: their settings, in their order, with
 * what Starlette does with those of CORS.
 *
 * What stands here instead of what is printed there:
 * - the origin http://localhost:3000 is that of a deployment, and ENVIRONMENT is production;
 * - an HTTPS server of Node is the ingress;
 * - the routes take any body and answer with little.
 */

const MAX_REQUEST_SIZE = 1_048_576;
const CORS_ORIGINS = ['https://vote.example.com'];
const ALLOW_METHODS = ['GET', 'POST', 'OPTIONS'];
const ALLOW_HEADERS = ['Accept', 'Authorization', 'Content-Type'];
const MAX_AGE = '600';

const SECURITY_HEADERS = {
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'self'",
  'X-XSS-Protection': '1; mode=block',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=31536000',
};

const JSON_TYPE = 'application/json; charset=utf-8';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
type Middleware = (next: Handler) => Handler;

/** Looks at Content-Length alone, before the body is read. */
const requestSizeLimit: Middleware = (next) => (request, response) => {
  if (Number(request.headers['content-length'] ?? 0) <= MAX_REQUEST_SIZE) {
    next(request, response);
    return;
  }
  const text = JSON.stringify({ detail: 'Payload Too Large' });
  response.writeHead(413, { 'Content-Type': JSON_TYPE, 'Content-Length': text.length }).write(text);
  // A connection that closes over a body makes a reset, which can take the answer away.
  request.resume().once('close', () => response.end());
};

const securityHeaders: Middleware = (next) => (request, response) => {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  next(request, response);
};

const cors: Middleware = (next) => (request, response) => {
  const { origin } = request.headers;
  const allowed = origin !== undefined && CORS_ORIGINS.includes(origin);
  const method = request.headers['access-control-request-method'];
  if (origin !== undefined && request.method === 'OPTIONS' && method !== undefined) {
    preflight(request, response, allowed && ALLOW_METHODS.includes(method));
    return;
  }
  if (allowed) {
    response.setHeader('Access-Control-Allow-Origin', origin).setHeader('Vary', 'Origin');
  }
  next(request, response);
};

function preflight({ headers }: IncomingMessage, response: ServerResponse, permitted: boolean): void {
  const { origin = '' } = headers;
  const asked = headers['access-control-request-headers']?.toLowerCase().split(',') ?? [];
  const known = ALLOW_HEADERS.map((name) => name.toLowerCase());
  const granted = permitted && asked.every((name) => known.includes(name.trim()));
  response
    .setHeader('Vary', 'Origin')
    .setHeader('Access-Control-Allow-Methods', ALLOW_METHODS.join(', '))
    .setHeader('Access-Control-Allow-Headers', ALLOW_HEADERS.join(', '))
    .setHeader('Access-Control-Max-Age', MAX_AGE);
  if (CORS_ORIGINS.includes(origin)) response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.writeHead(granted ? 200 : 400).end(granted ? 'OK' : 'Disallowed CORS');
}

const ROUTES: Readonly<Record<string, string>> = { '/health': 'GET', '/vote': 'POST', '/results': 'GET' };

const routers: Handler = ({ url = '', method }, response) => {
  const path = url.split('?')[0] ?? '';
  const served = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  if (served === undefined) {
    answer(response, 404, { detail: 'Not Found' });
    return;
  }
  if (served !== method) {
    response.setHeader('Allow', served);
    answer(response, 405, { detail: 'Method Not Allowed' });
    return;
  }
  answer(response, 200, { status: 'ok' });
};

function answer(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { 'Content-Type': JSON_TYPE }).end(JSON.stringify(content));
}

/** Reads the whole body first, as an endpoint with a model does, and asks for it where it is waited for. */
const afterBody: Middleware = (next) => (request, response) => {
  if (request.headers.expect !== undefined) response.writeContinue();
  request.resume().once('end', () => {
    next(request, response);
  });
};

/** In the order in which a request meets them, as the notes list them. */
const application = requestSizeLimit(securityHeaders(cors(afterBody(routers))));

/** Starts the application on a free loopback port; ends with what is returned. */
export async function startApi(identity: { readonly chain: string; readonly key: string }) {
  const server = createServer({ cert: identity.chain, key: identity.key }, application);
  // Node would ask for every body by itself.
  server.on('checkContinue', application);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
