import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { undoLater } from './undo.ts';

/** Debian's packages for the programs that are run. */
const PACKAGES: Readonly<Record<string, string>> = {
  '/usr/sbin/sshd': 'openssh-server',
  ssh: 'openssh-client',
  'ssh-keygen': 'openssh-client',
  wg: 'wireguard-tools',
  'wireguard-go': 'wireguard-go',
  ip: 'iproute2',
  openssl: 'openssl',
  setpriv: 'util-linux',
};

/** Why something cannot be measured on this machine. */
export class Missing extends Error {}

/** Runs a program to its end and returns what it printed. Throws Missing with its last words. */
export function run(program: string, args: readonly string[], input = ''): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', input, stdio: 'pipe', timeout: 10_000 });
  } catch (problem) {
    throw missing(program, problem as NodeJS.ErrnoException & { stderr?: string });
  }
}

function missing(
  program: string,
  { code, stderr, message }: NodeJS.ErrnoException & { stderr?: string },
): Missing {
  if (code !== 'ENOENT') return new Missing(`${program}: ${stderr?.trim() ?? message}`);
  return new Missing(`${program} is missing: apt-get install ${PACKAGES[program] ?? program}`);
}

/**
 * Starts a program that ends with this process, however that ends, and at the latest when everything is taken back.
 * Throws Missing where it does not start.
 */
export async function start(
  program: string,
  args: readonly string[],
  prefix: readonly string[] = [],
): Promise<ChildProcess> {
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', ...prefix, program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  endLater(child);
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  try {
    await once(child, 'spawn');
  } catch (problem) {
    throw missing('setpriv', problem as NodeJS.ErrnoException);
  }
  child.once('exit', (code) => {
    if (code !== 0 && code !== null)
      process.stderr.write(`${program} ended with ${code}: ${said.join('').trim()}\n`);
  });
  return child;
}

/** Ends a child of ours when everything is taken back. */
export function endLater(child: ChildProcess): void {
  undoLater(async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 2_000);
    await ended;
    clearTimeout(timer);
  });
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
