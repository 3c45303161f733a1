import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from '@playwright/test';
import { removeLeftovers } from '../../stack/native/leftovers.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import { missingPostgres } from '../../stack/postgres/postgres.ts';
import { family, isAlive, type Member } from '../runs/processes.ts';
import { runOf, startSuite, type Execution } from '../runs/run-suite.ts';
import { ownProfiles } from './judged.ts';

const missing = missingNginx() ?? missingPostgres();

/** Holds the staging stack against its profile, and waits until its engines are up. */
async function startedStaging(): Promise<{ execution: Execution; members: Member[]; folder: string }> {
  const execution = startSuite({
    files: ownProfiles('staging'),
    args: ['--project=staging', '--workers=1', '--grep', '@database'],
    env: { PLUMBLINE_STACK: 'native' },
  });
  let told = '';
  execution.child.stderr?.on('data', (text: string) => (told += text));
  await expect
    .poll(() => told, { timeout: 60_000, intervals: [20] })
    .toMatch(/Plumbline: nginx [\d.]+, PostgreSQL [\d.]+ ready in/);
  const members = await family(execution.pid);
  const [, folder = ''] = members.map(({ command }) => /nginx -p (\S+)/.exec(command)).find(Boolean) ?? [];
  expect(existsSync(folder)).toBe(true);
  return { execution, members, folder };
}

function pidsOf(members: readonly Member[], command: RegExp): number[] {
  return members.filter((member) => command.test(member.command)).map(({ pid }) => pid);
}

const ENGINE = /nginx|postgres/;

test.describe('A stack on real engines', () => {
  test.describe.configure({ timeout: 120_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  test('whose database dies makes an error of what was looked at, and no pass', async () => {
    const { execution, members, folder } = await startedStaging();
    const [database = 0] = pidsOf(members, /\/postgres -D /);
    process.kill(database, 'SIGKILL');

    const ended = await execution.ended;
    const controls = runOf(ended, 'staging')?.controls.filter((each) => each.family === 'database') ?? [];
    const errors = controls.filter(({ status }) => status === 'error');
    expect(
      errors.map(({ reason }) => reason),
      ended.stdout + ended.stderr,
    ).toEqual([
      expect.stringMatching(
        /^the stack is no longer whole: PostgreSQL has ended by SIGKILL, and said last: /,
      ),
    ]);
    // The next worker begins with a stack that is whole.
    expect(controls.filter(({ status }) => status === 'pass')).toHaveLength(controls.length - 1);
    expect(ended.stdout).toContain('PostgreSQL has ended by SIGKILL');
    expect(ended.code).toBe(1);
    expect(existsSync(folder)).toBe(false);
  });

  test('ends with a run of which every process is killed, and the next run removes its files', async () => {
    const { members, folder } = await startedStaging();
    const engines = pidsOf(members, ENGINE);
    expect(engines.length).toBeGreaterThan(5);
    // Workers first: without the runner they would end by themselves, and take their files along.
    const runners = pidsOf(members, /playwright/).filter((pid) => !engines.includes(pid));
    for (const pid of runners.toReversed()) process.kill(pid, 'SIGKILL');

    await expect.poll(() => engines.filter(isAlive), { timeout: 5_000 }).toEqual([]);
    // Another test's start may have been first.
    await removeLeftovers(tmpdir(), () => undefined);
    await expect.poll(() => existsSync(folder)).toBe(false);
  });
});
