import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startEngine } from '../../stack/native/engine.ts';
import { PortTaken } from '../../stack/native/ports.ts';
import { processes, scripted, serving, WORKER } from './scripted-engine.ts';

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
    await expect(startEngine({ ...order, binary })).rejects.toThrow(
      `Script may not be executed by this user: ${binary}`,
    );
  });

  test('whose port is taken while it starts says so as one whose port was taken before', async () => {
    const order = await scripted(
      () => `console.error('bind() failed (98: Address already in use)'); process.exitCode = 1;`,
    );
    await expect(startEngine(order)).rejects.toBeInstanceOf(PortTaken);
  });

  test('tells when it has ended, how, and what it said last', async () => {
    const order = await scripted(
      (port) =>
        `${serving(port)} setTimeout(() => { console.error('out of memory'); process.exit(3); }, 300);`,
    );
    const engine = await startEngine(order);
    expect(engine.end()).toBeUndefined();
    await expect.poll(() => engine.end()).toBe('Script has ended with code 3, and said last: out of memory');
    await engine.stop();
    await expect.poll(() => processes(order)).toEqual([false, false]);
  });

  test('that is killed tells by what', async () => {
    const order = await scripted(
      (port) => `${serving(port)} setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300);`,
    );
    const engine = await startEngine(order);
    await expect.poll(() => engine.end()).toBe('Script has ended by SIGKILL and said nothing');
    await engine.stop();
  });
});
