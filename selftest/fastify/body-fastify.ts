import Fastify, { type FastifyInstance } from 'fastify';
import { serve, type Identity, type RunningFastify } from './serve.ts';

/** A Fastify of one's own making. */
export interface BodyConfiguration {
  /** Bytes; without it Fastify's default of 1 MiB holds. */
  readonly bodyLimit?: number;
  /** Whether it speaks HTTP/2 besides. */
  readonly http2?: boolean;
  /** What else is done to it before its routes are added. */
  readonly prepare?: (app: FastifyInstance) => void;
}

/** Starts a Fastify whose POST /analyze takes a body of any kind. */
export function startBodyFastify(configuration: BodyConfiguration): Promise<RunningFastify> {
  return serve((identity) => {
    const app = instance(configuration, identity);
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    configuration.prepare?.(app);
    app.get('/', () => 'home');
    app.post('/analyze', () => ({ analyzed: true }));
    return app;
  });
}

function instance({ bodyLimit, http2 = false }: BodyConfiguration, identity: Identity): FastifyInstance {
  const options = { forceCloseConnections: true, ...(bodyLimit !== undefined && { bodyLimit }) };
  // Only the type of the request differs, and nobody here looks at it.
  return http2
    ? (Fastify({ ...options, http2, https: { ...identity, allowHTTP1: true } }) as unknown as FastifyInstance)
    : Fastify({ ...options, https: identity });
}
