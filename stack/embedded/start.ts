import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Behaviour } from '../behaviour.ts';
import type { Entry, Stack, Target, TwinKind } from '../target.ts';
import type { Order, Report } from './message.ts';
import { embeddedProgram } from './program.ts';

const START_LIMIT_MS = 10_000;
const STOP_LIMIT_MS = 1_000;

/** The name of everything that it listens on, and its address. */
const LOCAL = { host: 'localhost', address: '127.0.0.1' } as const;

/**
 * Starts the embedded stack in a process of its own, on free loopback ports.
 * Throws when it does not listen within ten seconds, with what it said.
 */
export async function startEmbedded(behaviour: Behaviour): Promise<Stack> {
  const host = await EmbeddedHost.start();
  return { ...(await host.serve(behaviour)), stop: () => host.stop() };
}

/** A process that is one embedded stack after another: a warm one serves the next in a fraction of the time. */
export class EmbeddedHost {
  readonly #child: ChildProcess;
  readonly #said: string[] = [];

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#said.push(text));
  }

  static async start(): Promise<EmbeddedHost> {
    return new EmbeddedHost(
      fork(await embeddedProgram(), [], {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        execArgv: [],
        // The inspector and loaders of the parent are not the stack's.
        env: { ...process.env, NODE_OPTIONS: '' },
      }),
    );
  }

  /** Ends the stack that runs and starts this one. Throws, and ends the process, when it does not listen in time. */
  async serve(behaviour: Behaviour): Promise<Omit<Stack, 'stop'>> {
    const canary = `canary-${randomBytes(16).toString('hex')}`;
    const report = await this.#ask({ kind: 'serve', behaviour, canary });
    if (report.kind === 'listening') {
      return {
        target: targetOf(report, canary),
        advance: (seconds) => this.#advance(seconds),
        openTwin: (kind) => this.#openTwin(kind),
      };
    }
    await this.stop();
    throw new Error(
      `the embedded stack did not start: ${report.kind === 'failed' ? report.message : report.kind}`,
    );
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(timer);
  }

  async #advance(seconds: number): Promise<void> {
    const report = await this.#ask({ kind: 'advance', seconds });
    if (report.kind === 'failed')
      throw new Error(`the embedded stack's clock did not move: ${report.message}`);
  }

  async #openTwin(kind: TwinKind): Promise<Entry> {
    const report = await this.#ask({ kind: 'open-twin', twin: kind });
    if (report.kind !== 'twin-listening')
      throw new Error(
        `the embedded stack opened no twin: ${report.kind === 'failed' ? report.message : report.kind}`,
      );
    return { ...LOCAL, scheme: kind === 'plain-http' ? 'http' : 'https', port: report.port };
  }

  /** The answer to one order. */
  async #ask(order: Order): Promise<Report> {
    const abort = new AbortController();
    try {
      const answer = Promise.race([
        once(this.#child, 'message', { signal: abort.signal }).then(([message]) => message as Report),
        once(this.#child, 'exit', { signal: abort.signal }).then(([code]): Report => ({
          kind: 'failed',
          message: `its process ended with code ${String(code)}\n${this.#said.join('')}`,
        })),
        delay(START_LIMIT_MS, undefined, { signal: abort.signal }).then((): Report => ({
          kind: 'failed',
          message: `no answer after ${START_LIMIT_MS} ms\n${this.#said.join('')}`,
        })),
      ]);
      this.#child.send(order);
      return await answer;
    } finally {
      abort.abort();
    }
  }
}

function targetOf(
  { httpsPort, httpPort, upstreamPort, ca, addresses, clients }: Extract<Report, { kind: 'listening' }>,
  canary: string,
): Target {
  return {
    url: `https://${LOCAL.host}:${httpsPort}`,
    stack: 'embedded',
    https: { ...LOCAL, scheme: 'https', port: httpsPort, addresses },
    http: { ...LOCAL, scheme: 'http', port: httpPort },
    ca,
    ...(clients && { clients }),
    canary,
    active: true,
    application: { ...LOCAL, scheme: 'http', port: upstreamPort },
  };
}
