import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { issueIdentity } from '../../stack/embedded/certificates.ts';

/** A running Fastify, as the environment of a run against it. */
export interface RunningFastify {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

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
export async function startBodyFastify(configuration: BodyConfiguration): Promise<RunningFastify> {
  const { chain, key, ca } = await issueIdentity({
    names: ['localhost'],
    notBeforeDays: -1,
    notAfterDays: 60,
    key: 'EC-P-256',
    hash: 'SHA-256',
    chain: 'complete',
  });
  const app = instance(configuration, { cert: chain, key });
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  configuration.prepare?.(app);
  app.get('/', () => 'home');
  app.post('/analyze', () => ({ analyzed: true }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-fastify-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, ca);
  return {
    environment: {
      PLUMBLINE_TARGET: `https://localhost:${(app.server.address() as AddressInfo).port}`,
      PLUMBLINE_HTTP: 'none',
      PLUMBLINE_CA: caFile,
    },
    stop: async () => {
      await app.close();
      await rm(folder, { recursive: true });
    },
  };
}

function instance(
  { bodyLimit, http2 = false }: BodyConfiguration,
  identity: { readonly cert: string; readonly key: string },
): FastifyInstance {
  const options = { forceCloseConnections: true, ...(bodyLimit !== undefined && { bodyLimit }) };
  // Only the type of the request differs, and nobody here looks at it.
  return http2
    ? (Fastify({ ...options, http2, https: { ...identity, allowHTTP1: true } }) as unknown as FastifyInstance)
    : Fastify({ ...options, https: identity });
}
