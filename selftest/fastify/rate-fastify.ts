import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit';
import Fastify from 'fastify';
import { issueIdentity } from '../../stack/embedded/certificates.ts';

/** A running Fastify, as the environment of a run against it. */
export interface RunningFastify {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts a Fastify whose login has this limit of its own plugin, and whose health check has none unless told so. */
export async function startFastify(
  options: RateLimitPluginOptions,
  { limitHealth = false } = {},
): Promise<RunningFastify> {
  const { chain, key, ca } = await issueIdentity({
    names: ['localhost'],
    notBeforeDays: -1,
    notAfterDays: 60,
    key: 'EC-P-256',
    hash: 'SHA-256',
    chain: 'complete',
  });
  const app = Fastify({ https: { cert: chain, key } });
  await app.register(rateLimit, options);
  app.get('/', { config: { rateLimit: false } }, () => 'home');
  app.get('/health', limitHealth ? {} : { config: { rateLimit: false } }, () => ({ up: true }));
  app.post('/login', (_request, reply) =>
    reply.header('Set-Cookie', '__Host-session=4f3a2b1c; Path=/; Secure; HttpOnly').send({ signedIn: true }),
  );
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
