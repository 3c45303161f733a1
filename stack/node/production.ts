import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Application } from '../native/nginx.ts';

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

const page = (title: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;

type Answer = (response: ServerResponse) => void;

const json: Answer = (response) => void response.setHeader('Content-Type', JSON_TYPE).end('{}\n');

const html =
  (title: string): Answer =>
  (response) =>
    void response.setHeader('Content-Type', HTML).end(page(title));

const signIn: Answer = (response) => {
  response.setHeader('Set-Cookie', '__Host-session=4f3a2b1c; Path=/; Secure; HttpOnly; SameSite=Strict');
  json(response);
};

/** What Prometheus collects; nginx keeps it from everybody else. */
const metrics: Answer = (response) => {
  response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
  response.end('# TYPE http_requests_total counter\nhttp_requests_total{method="GET",status="200"} 1027\n');
};

/** By path, and then by method. */
const routes: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
  '/': { GET: html('Home') },
  '/about': { GET: html('About') },
  '/health': { GET: json },
  '/metrics': { GET: metrics },
  '/api/login': { POST: signIn },
  '/api/search': { GET: json },
  '/api/chat': { POST: json },
  '/api/upload': { POST: json },
};

/**
 * The application behind nginx, in plain Node: it limits nothing and sets no security field, as nginx does both. Its
 * route /error fails with the secret in its hand, and must not tell it.
 */
export async function startProductionApplication(secret: string): Promise<Application> {
  const fails: Answer = () => {
    throw new Error(`connect failed: postgresql://app:${secret}@postgres/app`);
  };
  const served = { ...routes, '/error': { GET: fails } };
  const server = createServer((request, response) => {
    // Its content does not matter, but it has to have come: nothing else tells that it was taken.
    request.resume().once('end', () => {
      answer(served, request, response);
    });
  });
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

function answer(served: typeof routes, { method = '', url = '' }: IncomingMessage, response: ServerResponse) {
  const path = url.split('?')[0] ?? '';
  const route = Object.hasOwn(served, path) ? served[path] : undefined;
  const refuse = (status: number, text: string) => {
    response.writeHead(status, { 'Content-Type': HTML }).end(page(text));
  };
  if (!route) {
    refuse(404, 'Not found');
    return;
  }
  const handle = Object.hasOwn(route, method) ? route[method] : undefined;
  if (!handle) {
    response.setHeader('Allow', Object.keys(route).join(', '));
    refuse(405, 'Method not allowed');
    return;
  }
  try {
    handle(response);
  } catch {
    refuse(500, 'Error');
  }
}
