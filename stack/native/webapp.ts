import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import { webApplication } from '../node/webapp.ts';
import { startPostgres, UNAUDITED } from '../postgres/postgres.ts';
import type { EngineOrder } from './engine.ts';
import { LOOPBACK, writeConfiguration, type Change } from './fill-in.ts';
import { freePort } from './ports.ts';
import { CADDY } from './products.ts';
import { allStarted, type NativeStarter } from './stack.ts';

/** What `profiles/webapp.yaml` asks for: Caddy in front of a Node application, and PostgreSQL. */
export const webapp: NativeStarter = async (workspace) => {
  const [edge, database] = await allStarted([
    webappWith([])(workspace),
    startPostgres(workspace, {}, UNAUDITED),
  ]);
  return { ...edge, database };
};

/** The edge of {@link webapp} alone: Caddy with a configuration of its own, changed as told. */
export function webappWith(
  changes: readonly Change[],
  configuration = 'caddy/webapp.Caddyfile',
): NativeStarter {
  return async (workspace) => {
    const { folder } = workspace;
    const secret = `canary-${randomBytes(16).toString('hex')}`;
    const app = webApplication({ secret });
    workspace.onStop(() => app.close());
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port: upstreamPort } = app.server.address() as AddressInfo;
    const [httpsPort, httpPort] = [await freePort(), await freePort()];
    const file = await writeConfiguration(folder, {
      file: configuration,
      values: { folder, ...LOOPBACK, httpsPort, httpPort, upstreamPort },
      changes,
    });
    const order: EngineOrder = {
      ...CADDY,
      args: ['run', '--adapter', 'caddyfile', '--config', file],
      folder,
      port: httpsPort,
    };
    const caddy = await workspace.start(order);
    const root = join(folder, 'storage/pki/authorities/local/root.crt');
    const ca = await issued(() => readFile(root, 'utf8'), httpsPort).catch((problem: unknown) => {
      throw new Error(`Caddy has no certificate to serve: ${String(problem)}\n${caddy.log()}`);
    });
    const own = { host: 'localhost', address: '127.0.0.1' };
    return {
      url: `https://localhost:${httpsPort}`,
      stack: 'native',
      https: { scheme: 'https', ...own, port: httpsPort },
      http: { scheme: 'http', ...own, port: httpPort },
      ca,
      canary: secret,
      active: true,
    };
  };
}

const ISSUE_LIMIT_MS = 10_000;
const POLL_MS = 50;

/**
 * Waits until Caddy, which issues its certificates after it has begun to listen, serves one of its own authority.
 *
 * @param read gets the root of that authority from where Caddy keeps it
 * @returns the root of that authority, in PEM
 * @throws the last handshake's problem where that takes more than ten seconds
 */
export async function issued(read: () => Promise<string>, port: number): Promise<string> {
  const until = performance.now() + ISSUE_LIMIT_MS;
  for (;;) {
    try {
      const ca = await read();
      await handshake(port, ca);
      return ca;
    } catch (problem) {
      if (performance.now() > until) throw problem;
      await delay(POLL_MS);
    }
  }
}

function handshake(port: number, ca: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({
      host: '127.0.0.1',
      port,
      servername: 'localhost',
      ca,
      timeout: 1_000,
    });
    const end = (problem?: Error) => {
      socket.destroy();
      if (problem) reject(problem);
      else resolve();
    };
    socket.once('secureConnect', () => {
      end();
    });
    socket.once('error', end);
    socket.once('timeout', () => {
      end(new Error('a handshake did not end within a second'));
    });
  });
}
