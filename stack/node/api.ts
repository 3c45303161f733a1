import { constants } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import cors, { type FastifyCorsOptions } from '@fastify/cors';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { takeAnyBody } from '../any-body.ts';
import { closeInStages } from '../embedded/linger.ts';

/** Key and certificates of a server, PEM. */
export interface ServerKeys {
  readonly key: string;
  readonly cert: string;
}

/** What the API is set to. */
export interface ApiSettings {
  /** On every answer. */
  readonly fields: Readonly<Record<string, string>>;
  readonly cors: FastifyCorsOptions;
  /** Bytes of a body. */
  readonly maxRequestSize: number;
  readonly tls: {
    readonly minVersion: 'TLSv1' | 'TLSv1.2';
    readonly ciphers: string;
    readonly sessionTimeout: number;
    readonly secureOptions: number;
  };
  /** What an answer says of the problem that led to it. */
  readonly tell: (problem: FastifyError) => string;
}

const everywhere = {
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'self'",
  'X-XSS-Protection': '1; mode=block',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  // Votes and their results are of the moment.
  'Cache-Control': 'no-store',
};

const sharing = {
  methods: ['GET', 'POST', 'OPTIONS'],
  allowedHeaders: ['Content-Type', 'Authorization', 'Accept'],
  // Ten minutes.
  maxAge: 600,
  optionsSuccessStatus: 200,
};

/** The same wherever it runs. */
const common: Omit<ApiSettings, 'fields' | 'cors'> = {
  maxRequestSize: 1024 * 1024,
  tls: {
    minVersion: 'TLSv1.2',
    // With an RSA key, Node's own list has suites without forward secrecy.
    ciphers: 'ECDHE+AESGCM:ECDHE+CHACHA20',
    sessionTimeout: 300,
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  },
  // Messages of errors are for the log.
  tell: ({ statusCode = 500 }) => (statusCode === 413 ? 'Payload Too Large' : 'Error'),
};

/** The voting API's settings, written down by hand from what its two profiles promise. */
export const apiSettings: Readonly<Record<'api' | 'development', ApiSettings>> = {
  api: {
    ...common,
    fields: { ...everywhere, 'Strict-Transport-Security': 'max-age=31536000' },
    cors: { ...sharing, origin: ['https://vote.example.com'] },
  },
  development: {
    ...common,
    // A browser that has once been told to use https for localhost does so for everything on it.
    fields: everywhere,
    cors: { ...sharing, origin: ['http://localhost:3000'] },
  },
};

/** The voting API on its own: nothing stands in front of it. */
export async function votingApi(settings: ApiSettings, keys: ServerKeys): Promise<FastifyInstance> {
  const app = Fastify({
    https: { ...keys, ...settings.tls },
    bodyLimit: settings.maxRequestSize,
    forceCloseConnections: true,
  });
  // Before whatever may refuse a request, so that a page can read the refusal as well.
  await app.register(cors, settings.cors);
  takeAnyBody(app);
  app.addHook('onSend', async (_request, reply) => {
    reply.headers(settings.fields);
  });
  closeInStages(app);
  app.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // Node sends 100 Continue of its own accord otherwise, before anybody has looked at the length.
    if (Number(request.headers['content-length'] ?? 0) <= settings.maxRequestSize) response.writeContinue();
    app.server.emit('request', request, response);
  });

  app.get('/health', () => ({ status: 'healthy' }));
  app.get('/results', () => ({ cats: 12, dogs: 9 }));
  app.post('/vote', () => ({ accepted: true }));
  const allowed = { '/health': 'GET, HEAD', '/results': 'GET, HEAD', '/vote': 'POST' };
  for (const [url, methods] of Object.entries(allowed)) {
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !methods.includes(method)),
      url,
      handler: (_request, reply) =>
        reply.code(405).header('Allow', methods).send({ error: 'Method Not Allowed' }),
    });
  }
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'Not Found' }));
  app.setErrorHandler((problem: FastifyError, _request, reply) =>
    reply.code(problem.statusCode ?? 500).send({ error: settings.tell(problem) }),
  );
  return app;
}
