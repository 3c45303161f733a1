import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startNativeStack } from '../../stack/index.ts';
import { freePort, startEngine, type EngineOrder } from '../../stack/native/engine.ts';
import type { Change } from '../../stack/native/fill-in.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import { productionWith } from '../../stack/native/production.ts';
import { startNative, type NativeStarter } from '../../stack/native/stack.ts';

const PRELUDE = `
const { appendFileSync } = require('node:fs');
const { spawn } = require('node:child_process');
const note = ({ pid }) => appendFileSync('pids', pid + '\\n');
const listen = (port) => require('node:net').createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
note(process);
`;

/** Keeps on running whatever happens to who has started it. */
const WORKER = `note(spawn('sleep', ['60'], { stdio: 'ignore' }));`;

/** A script as an engine, which notes the processes that have to end with it. */
async function scripted(script: (port: number) => string): Promise<EngineOrder & { port: number }> {
  const port = await freePort();
  const folder = test.info().outputPath('engine');
  await mkdir(folder, { recursive: true });
  return {
    name: 'Script',
    binary: process.execPath,
    package: 'script-engine',
    args: ['--eval', PRELUDE + script(port)],
    folder,
    port,
  };
}

const serving = (port: number) => `${WORKER} listen(${port});`;

/** The noted processes, and whether each still runs. */
async function processes({ folder }: EngineOrder): Promise<boolean[]> {
  const text = await readFile(join(folder, 'pids'), 'utf8').catch(() => '');
  const pids = text.trim().split('\n').filter(Boolean).map(Number);
  return Promise.all(
    pids.map(async (pid) => {
      // A process that has ended and that nobody has asked about yet is a zombie: Z.
      const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      return status !== '' && !/^\d+ \(.*\) Z/.test(status);
    }),
  );
}

test.describe('An engine', () => {
  // Who still runs is read from /proc.
  test.skip(process.platform !== 'linux', 'Linux alone has /proc');

  test('is up when it is started, and gone with its workers when it is stopped', async () => {
    const order = await scripted(serving);
    const engine = await startEngine(order);
    expect(await processes(order)).toEqual([true, true]);
    await engine.stop();
    await expect.poll(() => processes(order)).toEqual([false, false]);
  });

  test('that ignores the polite signal is ended all the same', async () => {
    const order = await scripted((port) => `process.on('SIGTERM', () => undefined); ${serving(port)}`);
    const engine = await startEngine(order);
    await engine.stop();
    await expect.poll(() => processes(order)).toEqual([false, false]);
  });

  test('whose port is taken is not started, whoever listens there', async () => {
    const order = await scripted(serving);
    const other = createServer().listen(order.port, '127.0.0.1');
    await once(other, 'listening');
    await expect(startEngine(order)).rejects.toThrow(
      `Script cannot start: port ${order.port} is already taken`,
    );
    expect(await processes(order)).toEqual([]);
    other.close();
  });

  test('that rejects its configuration says why, and leaves no worker', async () => {
    const order = await scripted(
      () => `${WORKER} console.error('unknown directive'); process.exitCode = 1;
      process.exit();`,
    );
    await expect(startEngine(order)).rejects.toThrow(/^Script did not start: unknown directive/);
    await expect.poll(() => processes(order)).toEqual([false, false]);
  });

  test('that is killed while it starts is not waited for', async () => {
    const order = await scripted(() => `process.kill(process.pid, 'SIGKILL');`);
    const began = performance.now();
    await expect(startEngine(order)).rejects.toThrow(/^Script did not start/);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('that never listens is ended after ten seconds', async () => {
    const order = await scripted(() => WORKER);
    const silent = {
      ...order,
      args: [...order.args.slice(0, -1), `${order.args.at(-1) ?? ''} setInterval(() => undefined, 1000);`],
    };
    await expect(startEngine(silent)).rejects.toThrow(`it does not listen on port ${order.port}`);
    await expect.poll(() => processes(order)).toEqual([false, false]);
  });

  test('that is not installed is named with its package', async () => {
    const order = await scripted(serving);
    await expect(startEngine({ ...order, binary: '/usr/sbin/no-such-engine' })).rejects.toThrow(
      'Script is not installed (/usr/sbin/no-such-engine): apt-get install script-engine',
    );
  });

  test('that may not be executed says so', async () => {
    const order = await scripted(serving);
    const binary = join(order.folder, 'engine');
    await writeFile(binary, '');
    await chmod(binary, 0o644);
    await expect(startEngine({ ...order, binary })).rejects.toThrow(/^Script did not start: .*EACCES/);
  });
});

test.describe('A stack on real engines', () => {
  /** What a starter that throws leaves: its message, its folder, its processes. */
  async function afterFailing(starter: NativeStarter) {
    let folder = '';
    const problem: unknown = await startNative((workspace) => {
      ({ folder } = workspace);
      return starter(workspace);
    }).catch((thrown: unknown) => thrown);
    return { message: problem instanceof Error ? problem.message : '', folder };
  }

  test('that fails half-way ends what it had started', async () => {
    const order = await scripted(serving);
    const { message, folder } = await afterFailing(async (workspace) => {
      const engine = await startEngine(order);
      workspace.onStop(() => engine.stop());
      throw new Error('the second engine did not start');
    });
    expect(message).toBe('the second engine did not start');
    expect(existsSync(folder)).toBe(false);
    await expect.poll(() => processes(order)).toEqual([false, false]);
  });

  test('that cannot be ended in part is ended in the rest', async () => {
    const order = await scripted(serving);
    let folder = '';
    const stack = await startNative(async (workspace) => {
      ({ folder } = workspace);
      const engine = await startEngine(order);
      workspace.onStop(() => engine.stop());
      workspace.onStop(() => {
        throw new Error('stuck');
      });
      const entry = { scheme: 'https', host: 'localhost', port: order.port } as const;
      return { url: 'https://localhost', stack: 'native', https: entry, active: true };
    });
    await expect(stack.stop()).rejects.toThrow('not all of the stack could be ended');
    expect(existsSync(folder)).toBe(false);
    await expect.poll(() => processes(order)).toEqual([false, false]);
  });

  test('is there for profiles that have one', async () => {
    await expect(startNativeStack('development')).rejects.toThrow(
      /the profile "development" has no stack on real engines; there is one for: .*production.*staging/,
    );
  });

  test.describe('with nginx', () => {
    const missing = missingNginx();
    test.skip(missing !== undefined && !process.env['CI'], missing);

    const failures: Readonly<Record<string, readonly [change: Change, says: RegExp]>> = {
      'a directive that nginx does not know': [
        ['server_tokens off;', 'server_token off;'],
        /^nginx did not start: .*unknown directive "server_token"/,
      ],
      'a certificate that is not there': [
        ['{folder}/chain.pem', '{folder}/none.pem'],
        /^nginx did not start: .*cannot load certificate/,
      ],
      'a change of a text that is not there': [
        ['no such line', ''],
        /^nginx\/production.conf has no "no such line"$/,
      ],
    };

    for (const [name, [change, says]] of Object.entries(failures)) {
      test(`and ${name} says why and leaves nothing`, async () => {
        const { message, folder } = await afterFailing(productionWith([change]));
        expect(message).toMatch(says);
        expect(existsSync(folder)).toBe(false);
      });
    }
  });
});
