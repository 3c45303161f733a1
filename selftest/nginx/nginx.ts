import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ordinaryCertificate } from '../../stack/behaviour/certificate.ts';
import { issueIdentity } from '../../stack/embedded/certificates.ts';
import { startUpstream } from './upstream.ts';

const BINARY = '/usr/sbin/nginx';
const MODULE = '/usr/lib/nginx/modules/ngx_http_headers_more_filter_module.so';

/** Why there is no nginx to test against here; undefined where there is. */
export const missingNginx = [BINARY, MODULE].every((file) => existsSync(file))
  ? undefined
  : 'needs nginx and headers-more: apt-get install nginx-light libnginx-mod-http-headers-more-filter';

/** A running nginx, as the environment of a run against it. */
export interface RunningNginx {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** One line of the configuration and what stands there instead. */
export type Change = readonly [line: string, instead: string];

/** Starts nginx with the conforming configuration, changed as told, on free loopback ports. */
export async function startNginx(changes: readonly Change[] = []): Promise<RunningNginx> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-nginx-'));
  // Where nginx is started by root, its workers are somebody else and keep large bodies in here.
  await chmod(folder, 0o711);
  const { port: upstreamPort, close: closeUpstream } = await startUpstream();
  const [httpsPort, httpPort] = await freePorts(2);
  const identity = await issueIdentity({ ...ordinaryCertificate, names: ['localhost'] });
  const values = { folder, upstreamPort, httpsPort, httpPort };
  await Promise.all([
    writeFile(join(folder, 'nginx.conf'), await configuration(changes, values)),
    writeFile(join(folder, 'chain.pem'), identity.chain),
    writeFile(join(folder, 'key.pem'), identity.key, { mode: 0o600 }),
    writeFile(join(folder, 'ca.pem'), identity.ca),
  ]);
  const nginx = spawn(BINARY, ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await listening(nginx, Number(httpsPort));
  return {
    environment: {
      PLUMBLINE_TARGET: `https://localhost:${httpsPort}`,
      PLUMBLINE_HTTP: `http://localhost:${httpPort}`,
      PLUMBLINE_CA: join(folder, 'ca.pem'),
    },
    stop: async () => {
      const ended = once(nginx, 'exit');
      nginx.kill('SIGTERM');
      await ended;
      await closeUpstream();
      await rm(folder, { recursive: true });
    },
  };
}

async function configuration(
  changes: readonly Change[],
  values: Readonly<Record<string, unknown>>,
): Promise<string> {
  let text = await readFile(new URL('conforming.conf', import.meta.url), 'utf8');
  for (const [line, instead] of changes) {
    if (!text.includes(line)) throw new Error(`the configuration has no "${line}"`);
    text = text.replaceAll(line, instead);
  }
  return text.replace(/\{(\w+)\}/g, (word, name: string) => (name in values ? String(values[name]) : word));
}

/** Ports that were free a moment ago: nginx cannot choose its own. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return servers.map((server) => {
    const address = server.address();
    server.close();
    return typeof address === 'object' && address ? address.port : 0;
  });
}

async function listening(nginx: ChildProcess, port: number): Promise<void> {
  const said: string[] = [];
  nginx.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  for (let attempt = 0; attempt < 100; attempt++) {
    if (nginx.exitCode !== null) break;
    if (await accepts(port)) return;
    await delay(20);
  }
  nginx.kill('SIGKILL');
  throw new Error(`nginx did not start: ${said.join('')}`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
