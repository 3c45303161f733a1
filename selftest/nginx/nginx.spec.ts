import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ControlId } from '../../controls/index.ts';
import { HOUSE, runOf, runSuite, statuses } from '../runs/run-suite.ts';
import { mistakes } from './mistakes.ts';
import { missingNginx, startNginx, type Change } from './nginx.ts';

/** The profile staging as it stands, with what it extends. */
const profiles = Object.fromEntries(
  [
    'profiles/staging.yaml',
    ...readdirSync(join(HOUSE, 'profiles/base')).map((name) => `profiles/base/${name}`),
  ].map((file) => [file, readFileSync(join(HOUSE, file), 'utf8')]),
);

/** Status of every control on nginx with these changes to the conforming configuration. */
async function judgedNginx(
  changes: readonly Change[],
  ...args: readonly string[]
): Promise<Record<string, string>> {
  const nginx = await startNginx(changes);
  try {
    const ended = await runSuite({
      files: profiles,
      args: ['--project=staging', ...args],
      env: nginx.environment,
    });
    return statuses(runOf(ended, 'staging'));
  } finally {
    await nginx.stop();
  }
}

/** Its windows last a minute, which is waited out once, on the configuration that conforms. */
const WITHOUT_WINDOWS = '--grep-invert=@rate-limits';

const FINE: ReadonlySet<string> = new Set(['pass', 'not-applicable', 'not-evaluated']);

function failing(controls: Readonly<Record<string, string>>): string[] {
  return Object.entries(controls)
    .filter(([, status]) => !FINE.has(status))
    .map(([id, status]) => `${id} ${status}`)
    .sort();
}

test.describe('A hand-written nginx', () => {
  // After each control that fails Playwright begins with a new worker, and one mistake fails eleven.
  test.describe.configure({ timeout: 240_000 });
  test.skip(missingNginx !== undefined && !process.env['CI'], missingNginx);

  test('that conforms to staging is green', async () => {
    const controls = await judgedNginx([]);
    expect(failing(controls)).toEqual([]);
    const passed = Object.values(controls).filter((status) => status === 'pass');
    expect(passed.length).toBeGreaterThan(135);
    expect(Object.keys(controls).filter((id) => controls[id] === 'not-evaluated')).toEqual([]);
  });

  for (const [mistake, { changes, fails }] of Object.entries(mistakes)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const expected: readonly ControlId[] = fails;
      expect(failing(await judgedNginx(changes, WITHOUT_WINDOWS))).toEqual(
        expected.map((id) => `${id} fail`).sort(),
      );
    });
  }
});
