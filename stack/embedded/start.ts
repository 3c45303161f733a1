import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Behaviour } from '../behaviour.ts';
import type { Stack, Target } from '../target.ts';
import type { Order, Report } from './message.ts';
import { embeddedProgram } from './program.ts';

const START_LIMIT_MS = 10_000;
const STOP_LIMIT_MS = 1_000;

/**
 * Starts the embedded stack in a process of its own, on free loopback ports.
 * Throws when it does not listen within ten seconds, with what it said.
 */
export async function startEmbedded(behaviour: Behaviour): Promise<Stack> {
  const child = fork(await embeddedProgram(), [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    // The inspector and loaders of the parent are not the stack's.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const canary = `canary-${randomBytes(16).toString('hex')}`;
  child.send({ behaviour, canary } satisfies Order);
  const report = await firstReport(child);
  if (report.kind === 'failed') {
    await stop(child);
    throw new Error(`the embedded stack did not start: ${report.message}`);
  }
  return { target: targetOf(report, canary), stop: () => stop(child) };
}

async function firstReport(child: ChildProcess): Promise<Report> {
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const abort = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', { signal: abort.signal }).then(([message]) => message as Report),
      once(child, 'exit', { signal: abort.signal }).then(([code]): Report => ({
        kind: 'failed',
        message: `its process ended with code ${String(code)}\n${said.join('')}`,
      })),
      delay(START_LIMIT_MS, undefined, { signal: abort.signal }).then((): Report => ({
        kind: 'failed',
        message: `nothing listened after ${START_LIMIT_MS} ms\n${said.join('')}`,
      })),
    ]);
  } finally {
    abort.abort();
  }
}

function targetOf(
  { httpsPort, httpPort, ca }: Extract<Report, { kind: 'listening' }>,
  canary: string,
): Target {
  const host = 'localhost';
  const address = '127.0.0.1';
  return {
    url: `https://${host}:${httpsPort}`,
    stack: 'embedded',
    https: { scheme: 'https', host, port: httpsPort, address },
    http: { scheme: 'http', host, port: httpPort, address },
    ca,
    canary,
    active: true,
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}
