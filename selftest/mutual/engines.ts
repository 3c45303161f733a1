import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeMaterial } from './material.ts';
import { startUpstream } from './upstream.ts';

/** A product, its Debian package, its configuration beside this file, and how it runs in the foreground. */
interface Engine {
  readonly binary: string;
  readonly package: string;
  readonly configuration: string;
  readonly args: (folder: string, file: string) => readonly string[];
}

const engines = {
  nginx: {
    binary: '/usr/sbin/nginx',
    package: 'nginx-light',
    configuration: 'nginx.conf',
    args: (folder, file) => ['-p', folder, '-c', file],
  },
  haproxy: {
    binary: '/usr/sbin/haproxy',
    package: 'haproxy',
    configuration: 'haproxy.cfg',
    args: (_folder, file) => ['-db', '-f', file],
  },
  caddy: {
    binary: '/usr/bin/caddy',
    package: 'caddy',
    configuration: 'Caddyfile',
    args: (_folder, file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
} as const satisfies Record<string, Engine>;

export type EngineName = keyof typeof engines;

/** Why there is no such engine to test against here; undefined where there is. */
export function missing(name: EngineName): string | undefined {
  const { binary, package: needed } = engines[name];
  return existsSync(binary) ? undefined : `needs ${name}: apt-get install ${needed}`;
}

/** A text of a configuration and what stands there instead. */
export type Change = readonly [text: string, instead: string];

/** A running engine, as the environment of a run against it. */
export interface RunningEngine {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts an engine with its conforming configuration, changed as told, on a free loopback port. */
export async function startEngine(name: EngineName, changes: readonly Change[] = []): Promise<RunningEngine> {
  const { binary, configuration, args }: Engine = engines[name];
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-mutual-'));
  // Where an engine is started by root, its workers are somebody else.
  await chmod(folder, 0o711);
  await writeMaterial(folder);
  const upstream = await startUpstream();
  const port = await freePort();
  const file = join(folder, configuration);
  await writeFile(file, await filledIn(configuration, changes, { folder, port, upstream: upstream.port }));
  const engine = spawn(binary, args(folder, file), {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Caddy keeps state there.
    env: { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  const stop = async () => {
    await ended(engine);
    upstream.close();
    await rm(folder, { recursive: true });
  };
  try {
    await listening(engine, port);
  } catch (problem) {
    await stop();
    throw problem;
  }
  return {
    environment: {
      PLUMBLINE_TARGET: `https://localhost:${port}`,
      PLUMBLINE_HTTP: 'none',
      PLUMBLINE_CA: join(folder, 'ca.pem'),
      PLUMBLINE_CLIENTS: join(folder, 'clients'),
    },
    stop,
  };
}

async function filledIn(
  configuration: string,
  changes: readonly Change[],
  values: Readonly<Record<string, string | number>>,
): Promise<string> {
  let text = await readFile(new URL(configuration, import.meta.url), 'utf8');
  for (const [part, instead] of changes) {
    if (!text.includes(part)) throw new Error(`${configuration} has no "${part}"`);
    text = text.replaceAll(part, instead);
  }
  return text.replace(/\{(folder|port|upstream)\}/g, (_word, name: string) => String(values[name]));
}

/** A port that was free a moment ago: the engines cannot choose their own. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function listening(engine: ChildProcess, port: number): Promise<void> {
  const said: string[] = [];
  engine.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  for (let attempt = 0; attempt < 250; attempt++) {
    if (engine.exitCode !== null) break;
    if (await accepts(port)) return;
    await delay(20);
  }
  throw new Error(`the engine did not start: ${said.join('')}`);
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

async function ended(engine: ChildProcess): Promise<void> {
  if (engine.exitCode !== null || engine.signalCode !== null) return;
  const exit = once(engine, 'exit');
  engine.kill('SIGTERM');
  const timer = setTimeout(() => engine.kill('SIGKILL'), 2_000);
  await exit;
  clearTimeout(timer);
}
