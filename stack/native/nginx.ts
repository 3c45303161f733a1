import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificateBehaviour } from '../behaviour/certificate.ts';
import { issueIdentity } from '../embedded/certificates.ts';
import type { Target } from '../target.ts';
import { missingEngine } from './engine.ts';
import { LOOPBACK, writeConfiguration, type Change } from './fill-in.ts';
import { freePort } from './ports.ts';
import { NGINX } from './products.ts';
import type { Workspace } from './stack.ts';

/** Removes and replaces the Server field, which nginx alone cannot. */
const HEADERS_MORE = '/usr/lib/nginx/modules/ngx_http_headers_more_filter_module.so';

/** An application that an nginx stands in front of. */
export interface Application {
  readonly port: number;
  close(): Promise<void>;
}

/** What one nginx is started with. */
export interface NginxOrder {
  /** Below `stack/`, for example `nginx/staging.conf`, or a whole path. */
  readonly configuration: string;
  readonly certificate: CertificateBehaviour;
  /** Starts the application, with a secret that it must keep to itself. */
  readonly application: (secret: string) => Promise<Application>;
  /** What is different from the file; a text that it does not have is an error. */
  readonly changes: readonly Change[];
}

/** Why there is no nginx with headers-more here, and what brings it; undefined where there is. */
export function missingNginx(): string | undefined {
  if (existsSync(HEADERS_MORE)) return missingEngine(NGINX);
  return `headers-more of nginx is not installed (${HEADERS_MORE}): apt-get install nginx-light libnginx-mod-http-headers-more-filter`;
}

/**
 * Starts an application and nginx in front of it, for https and http on free loopback ports.
 *
 * Throws where nginx or its module is not installed, and where it does not take its configuration, with what it said.
 */
export async function startNginx(workspace: Workspace, order: NginxOrder): Promise<Target> {
  const missing = missingNginx();
  if (missing !== undefined) throw new Error(missing);
  const { folder } = workspace;
  const canary = `canary-${randomBytes(16).toString('hex')}`;
  const application = await order.application(canary);
  workspace.onStop(() => application.close());
  const [httpsPort, httpPort] = await Promise.all([freePort(), freePort()]);
  const values = { folder, ...LOOPBACK, upstreamPort: application.port, httpsPort, httpPort };
  const { configuration, changes } = order;
  const file = await writeConfiguration(folder, { file: configuration, values, changes });
  const identity = await issueIdentity(order.certificate);
  await Promise.all([
    writeFile(join(folder, 'chain.pem'), identity.chain),
    writeFile(join(folder, 'key.pem'), identity.key, { mode: 0o600 }),
  ]);
  await workspace.start({
    ...NGINX,
    args: ['-p', folder, '-c', file],
    folder,
    port: httpsPort,
    logFile: join(folder, 'error.log'),
  });
  return {
    url: `https://localhost:${httpsPort}`,
    stack: 'native',
    https: { scheme: 'https', host: 'localhost', port: httpsPort, address: '127.0.0.1' },
    http: { scheme: 'http', host: 'localhost', port: httpPort, address: '127.0.0.1' },
    ca: identity.ca,
    canary,
    active: true,
    application: { scheme: 'http', host: 'localhost', port: application.port, address: '127.0.0.1' },
  };
}
