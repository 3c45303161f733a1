import { mkdirSync, readdirSync } from 'node:fs';
import net from 'node:net';
import { family, isAlive, listeningPorts } from './processes.ts';
import { runOf, runSuite, startSuite } from './run-suite.ts';
import { endlessProfile, hstsProfile } from './sample-profiles.ts';
import { expect, test } from './targets.ts';

/** Whether something on this machine accepts connections on a port. */
function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

test.describe('A run', () => {
  test('takes its stack along when it is killed', async () => {
    const execution = startSuite({
      files: {
        'profiles/endless.yaml': endlessProfile('endless'),
      },
      args: ['--grep', '@HDR-HSTS-01'],
    });
    const stackPid = async () =>
      (await family(execution.pid)).find(({ command }) => command.includes('embedded-stack'))?.pid ?? 0;
    await expect.poll(stackPid, { timeout: 30_000 }).toBeGreaterThan(0);
    const pid = await stackPid();
    const members = await family(execution.pid);
    await expect.poll(() => listeningPorts(pid)).toHaveLength(3);
    const ports = listeningPorts(pid);

    process.kill(execution.pid, 'SIGKILL');
    await expect.poll(() => members.filter((each) => isAlive(each.pid)), { timeout: 2_000 }).toEqual([]);
    expect(await Promise.all(ports.map(isOpen))).toEqual([false, false, false]);
  });

  test('leaves nothing in the temporary folder but the runner’s cache', async () => {
    const temporary = test.info().outputPath('tmp');
    mkdirSync(temporary);
    const ended = await runSuite({
      files: { 'profiles/hsts.yaml': hstsProfile('hsts') },
      args: ['--grep', '@hsts'],
      env: { TMPDIR: temporary },
    });
    expect(ended.code, ended.stderr).toBe(0);
    // Playwright keeps the TypeScript that it has compiled.
    expect(readdirSync(temporary)).toEqual([expect.stringMatching(/^playwright-transform-cache-/)]);
  });

  test('holds several profiles, each with a stack of its own', async () => {
    const ended = await runSuite({
      files: {
        'profiles/first.yaml': hstsProfile('first'),
        'profiles/second.yaml': hstsProfile('second').replace(
          'includeSubDomains: true',
          'includeSubDomains: true, preload: true',
        ),
      },
      args: ['--grep', '@hsts'],
    });
    expect(ended.code, ended.stderr).toBe(0);
    const [first, second] = [runOf(ended, 'first'), runOf(ended, 'second')];
    expect([first?.totals.pass, second?.totals.pass]).toEqual([5, 6]);
    expect(first?.target).not.toBe(second?.target);
  });
});
