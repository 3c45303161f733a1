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
async function judgedNginx(changes: readonly Change[]): Promise<Record<string, string>> {
  const nginx = await startNginx(changes);
  try {
    const ended = await runSuite({ files: profiles, args: ['--project=staging'], env: nginx.environment });
    return statuses(runOf(ended, 'staging'));
  } finally {
    await nginx.stop();
  }
}

function failing(controls: Readonly<Record<string, string>>): string[] {
  return Object.entries(controls)
    .filter(([, status]) => status !== 'pass' && status !== 'not-applicable')
    .map(([id, status]) => `${id} ${status}`)
    .sort();
}

test.describe('A hand-written nginx', () => {
  // After each control that fails Playwright begins with a new worker, and one mistake fails eleven.
  test.describe.configure({ timeout: 180_000 });
  test.skip(missingNginx !== undefined && !process.env['CI'], missingNginx);

  test('that conforms to staging is green', async () => {
    const controls = await judgedNginx([]);
    expect(failing(controls)).toEqual([]);
    // The canary is known to the reference stack alone.
    expect(controls['HDR-HSTS-01']).toBe('pass');
    expect(Object.values(controls).filter((status) => status === 'pass').length).toBeGreaterThan(60);
  });

  for (const [mistake, { changes, fails }] of Object.entries(mistakes)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const expected: readonly ControlId[] = fails;
      expect(failing(await judgedNginx(changes))).toEqual(expected.map((id) => `${id} fail`).sort());
    });
  }
});
