import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { PortTaken } from './ports.ts';
import { versionOf, type VersionRange } from './version.ts';

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
  /** The loopback port, or the path of the Unix domain socket, that it listens on once it is up. */
  readonly port: number | string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whom it runs as, where root starts what refuses to be root. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** What ends it at once; SIGTERM unless told. */
  readonly stopSignal?: NodeJS.Signals;
  /** The file that it writes its log to, where that is not its error output. */
  readonly logFile?: string;
  /** The versions that its configuration is written for; absent: any will do. */
  readonly version?: VersionRange;
}

/** A running engine. */
export interface Engine {
  /** What it is called, and its version where that matters. */
  readonly name: string;
  /** What it has said so far. */
  log(): string;
  /** That it has ended, how, and its last words; undefined while it runs. */
  end(): string | undefined;
  /** Ends it; done when its process has gone. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 10_000;
const STOP_LIMIT_MS = 3_000;
const POLL_MS = 20;
const LAST_WORDS_MS = 1_000;
const LAST_LINES = 3;

/** Part of every Debian. */
const SETPRIV = '/usr/bin/setpriv';

/** Processes that a crash of this one would leave behind. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
});

/** Why an engine is not there; undefined where it is. */
export function missingEngine({
  name,
  binary,
  package: needed,
}: Pick<EngineOrder, 'name' | 'binary' | 'package'>) {
  return existsSync(binary) ? undefined : `${name} is not installed (${binary}): apt-get install ${needed}`;
}

/** Throws where a program cannot be started at all, with what to do about it. */
export function needEngine(order: Pick<EngineOrder, 'name' | 'binary' | 'package'>): void {
  const setpriv = { name: 'setpriv', binary: SETPRIV, package: 'util-linux' };
  const missing = missingEngine(order) ?? missingEngine(setpriv);
  if (missing !== undefined) throw new Error(missing);
  try {
    accessSync(order.binary, constants.X_OK);
  } catch {
    throw new Error(`${order.name} may not be executed by this user: ${order.binary}`);
  }
}

/**
 * Starts an engine and waits until it accepts connections.
 *
 * Throws where its binary is missing, with the package that brings it, where that is of another version than its
 * configuration is written for, where somebody else has its port (a {@link PortTaken}), and where it ends or does not
 * listen within ten seconds, with what it said. Nothing of it is left running then.
 */
export async function startEngine(order: EngineOrder): Promise<Engine> {
  needEngine(order);
  const { name, binary, args, folder, port, env, owner, stopSignal = 'SIGTERM', version } = order;
  const found = version && (await versionOf({ ...order, version }));
  // Whoever that is would be taken for the engine.
  if (await accepts(port)) throw new PortTaken(`${name} cannot start: ${placeOf(port)} is already taken`);
  // However this process ends, the kernel then ends the engine, which takes its workers along.
  const child = spawn(SETPRIV, ['--pdeathsig', stopSignal.slice('SIG'.length), '--', binary, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    // A process group of its own: its workers end with it, however it ends.
    detached: true,
    // What it keeps beside its configuration stays in its folder.
    env: { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, ...env },
    ...owner,
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  child.once('error', ({ message }) => said.push(message));
  const silent = new Promise((resolve) => child.once('close', resolve));
  const log = () => said.join('') + written(order.logFile);
  const engine: Engine = {
    name: found === undefined ? name : `${name} ${found}`,
    log,
    end: () => (isRunning(child) ? undefined : `${name} has ended${howItEnded(child)}${lastWords(log())}`),
    stop: () => ended(child, stopSignal),
  };
  const until = performance.now() + START_LIMIT_MS;
  do {
    const isUp = await accepts(port);
    if (!isRunning(child)) break;
    if (isUp) return engine;
    await delay(POLL_MS);
  } while (performance.now() < until);
  await engine.stop();
  // What it said last may still be on its way.
  await Promise.race([silent, delay(LAST_WORDS_MS, undefined, { ref: false })]);
  const why = log().trim() || `it does not listen on ${placeOf(port)}`;
  throw new (IN_USE.test(why) ? PortTaken : Error)(`${name} did not start: ${why}`);
}

/** What every engine says of a port that somebody else has. */
const IN_USE = /address already in use/i;

function written(file: string | undefined): string {
  try {
    return file === undefined ? '' : readFileSync(file, 'utf8');
  } catch {
    // It has not come that far.
    return '';
  }
}

function howItEnded({ exitCode, signalCode }: ChildProcess): string {
  return signalCode === null ? ` with code ${exitCode ?? 'unknown'}` : ` by ${signalCode}`;
}

function lastWords(log: string): string {
  const lines = log.trim().split('\n').slice(-LAST_LINES).filter(Boolean);
  return lines.length === 0 ? ' and said nothing' : `, and said last: ${lines.join(' / ')}`;
}

function placeOf(port: number | string): string {
  return typeof port === 'number' ? `port ${port}` : port;
}

function accepts(port: number | string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = typeof port === 'number' ? connect(port, '127.0.0.1') : connect(port);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

function isRunning({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

async function ended(child: ChildProcess, stopSignal: NodeJS.Signals): Promise<void> {
  if (isRunning(child)) {
    const exit = once(child, 'exit');
    child.kill(stopSignal);
    const timer = setTimeout(() => {
      signal(child, 'SIGKILL');
    }, STOP_LIMIT_MS);
    await exit;
    clearTimeout(timer);
  }
  // Workers that outlive it.
  signal(child, 'SIGKILL');
}

/** Signals the engine and the processes that it has started. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch {
    // None of them is left.
  }
}
