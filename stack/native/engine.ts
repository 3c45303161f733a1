import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A server program of the system, and how it runs in the foreground. */
export interface EngineOrder {
  /** What people call it. */
  readonly name: string;
  readonly binary: string;
  /** The Debian package that brings it. */
  readonly package: string;
  readonly args: readonly string[];
  /** Its folder: it is started there, and finds no other home. */
  readonly folder: string;
  /** The loopback port that it listens on once it is up. */
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Whom it runs as, where root starts what refuses to be root. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** What ends it at once; SIGTERM unless told. */
  readonly stopSignal?: NodeJS.Signals;
}

/** A running engine. */
export interface Engine {
  /** What it has said on its error output so far. */
  log(): string;
  /** Ends it; done when its process has gone. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 10_000;
const STOP_LIMIT_MS = 3_000;
const POLL_MS = 20;

/** Processes that a crash of this one would leave behind. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Why an engine is not there; undefined where it is. */
export function missingEngine({
  name,
  binary,
  package: needed,
}: Pick<EngineOrder, 'name' | 'binary' | 'package'>) {
  return existsSync(binary) ? undefined : `${name} is not installed (${binary}): apt-get install ${needed}`;
}

/**
 * Starts an engine and waits until it accepts connections.
 *
 * Throws where its binary is missing, with the package that brings it, and where it ends or does not listen within ten
 * seconds, with what it said.
 */
export async function startEngine(order: EngineOrder): Promise<Engine> {
  const missing = missingEngine(order);
  if (missing !== undefined) throw new Error(missing);
  const { name, binary, args, folder, port, env, owner, stopSignal = 'SIGTERM' } = order;
  const child = spawn(binary, args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    // What it keeps beside its configuration stays in its folder.
    env: { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, ...env },
    ...owner,
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const engine: Engine = { log: () => said.join(''), stop: () => ended(child, stopSignal) };
  const until = performance.now() + START_LIMIT_MS;
  while (performance.now() < until && child.exitCode === null) {
    if (await accepts(port)) return engine;
    await delay(POLL_MS);
  }
  await engine.stop();
  throw new Error(`${name} did not start: ${engine.log() || `it does not listen on port ${port}`}`);
}

/** A loopback port that was free a moment ago, for engines that cannot choose their own. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
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

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await exit;
  clearTimeout(timer);
}
