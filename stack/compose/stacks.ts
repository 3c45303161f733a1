import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ordinaryCertificate } from '../behaviour/certificate.ts';
import { issueIdentity } from '../embedded/certificates.ts';
import { writeConfiguration } from '../native/fill-in.ts';
import { writeMutualMaterial } from '../native/mutual-material.ts';
import { freePort } from '../native/ports.ts';
import type { Tell } from '../native/stack.ts';
import { issued } from '../native/webapp.ts';
import { SERVING } from '../node/place.ts';
import type { ComposeStack } from './index.ts';
import { writeDatabase } from './database.ts';
import { CONTAINER, FOLDER, folderFor, share, writeApplication } from './files.ts';
import { startProject } from './project.ts';

/** Starts the containers of one profile. */
export type ComposeStarter = (workspace: string, tell: Tell) => Promise<ComposeStack>;

/** Why all requests to published ports come from one client. */
const ONE_CLIENT =
  "Docker's port proxy hides the addresses of clients: all requests reach this stack from the address of its network's gateway";

function common(https: number) {
  return {
    url: `https://localhost:${https}`,
    stack: 'compose',
    https: { scheme: 'https', host: 'localhost', port: https, address: '127.0.0.1' },
    oneClient: ONE_CLIENT,
    active: true,
  } as const;
}

function plain(port: number) {
  return { scheme: 'http', host: 'localhost', port, address: '127.0.0.1' } as const;
}

/** What `profiles/staging.yaml` asks for: nginx in front of Fastify, and PostgreSQL. */
const staging: ComposeStarter = async (workspace, tell) => {
  const files = join(workspace, 'files');
  const [https, http, databasePort] = await freePorts();
  const folder = await folderFor(files, 'edge');
  await writeConfiguration(folder, {
    file: 'nginx/staging.conf',
    values: { ...CONTAINER, httpsPort: https, httpPort: http },
    changes: [],
  });
  const { chain, key, ca } = await issueIdentity({ ...ordinaryCertificate, names: ['localhost'] });
  await writeFile(join(folder, 'chain.pem'), chain);
  await writeFile(join(folder, 'key.pem'), key);
  await share(folder);
  const canary = await writeApplication(files, 'staging');
  const database = await writeDatabase(files, { profile: 'staging', port: databasePort });
  const ports = { https, http, database: databasePort };
  const project = await startProject({ profile: 'staging', files, ports }, tell);
  return {
    target: { ...common(https), http: plain(http), ca, canary, database },
    // Its limits count in memory.
    forget: () => project.renew('staging-application', SERVING),
    stop: project.stop,
  };
};

/** What `profiles/webapp.yaml` asks for: Caddy, which gets its certificates by itself, in front of Fastify, and PostgreSQL. */
const webapp: ComposeStarter = async (workspace, tell) => {
  const files = join(workspace, 'files');
  const [https, http, databasePort] = await freePorts();
  const folder = await folderFor(files, 'edge');
  await writeConfiguration(folder, {
    file: 'caddy/webapp.Caddyfile',
    values: { ...CONTAINER, httpsPort: https, httpPort: http },
    changes: [],
  });
  await share(folder);
  const canary = await writeApplication(files, 'webapp');
  const database = await writeDatabase(files, { profile: 'webapp', port: databasePort });
  const ports = { https, http, database: databasePort };
  const project = await startProject({ profile: 'webapp', files, ports }, tell);
  const root = `${FOLDER}/storage/pki/authorities/local/root.crt`;
  const ca = await issued(() => project.read('webapp-edge', root), https).catch(async (problem: unknown) => {
    await project.stop();
    throw problem;
  });
  return { target: { ...common(https), http: plain(http), ca, canary, database }, stop: project.stop };
};

/** What `profiles/internal.yaml` asks for: mutual TLS at nginx, in front of a service. */
const internal: ComposeStarter = async (workspace, tell) => {
  const files = join(workspace, 'files');
  const [https] = await freePorts();
  const folder = await folderFor(files, 'edge');
  await writeConfiguration(folder, {
    file: 'nginx/internal.conf',
    values: { ...CONTAINER, port: https },
    changes: [],
  });
  const material = await writeMutualMaterial(folder);
  await share(folder);
  await writeApplication(files, 'internal');
  const project = await startProject({ profile: 'internal', files, ports: { https } }, tell);
  return { target: { ...common(https), ...material }, stop: project.stop };
};

/** The profiles that have a stack in containers, each with what starts it. */
export const composeStarters: Readonly<Record<string, ComposeStarter>> = { internal, staging, webapp };

/** All are held before one is let go, so they differ. */
function freePorts(): Promise<[number, number, number]> {
  return Promise.all([freePort(), freePort(), freePort()]);
}
