import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ordinaryCertificate } from '../../stack/behaviour/certificate.ts';
import { issueIdentity } from '../../stack/embedded/certificates.ts';

/** A running Fastify, as the environment of a run against it. */
export interface RunningFastify {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** A certificate chain and its private key, PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** Lets an application listen on a free loopback port, with a certificate of its own. */
export async function serve(
  make: (identity: Identity) => FastifyInstance | Promise<FastifyInstance>,
): Promise<RunningFastify> {
  const { chain, key, ca } = await issueIdentity({ ...ordinaryCertificate, names: ['localhost'] });
  const app = await make({ cert: chain, key });
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
