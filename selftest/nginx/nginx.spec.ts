import { expect, test } from '@playwright/test';
import type { ControlId } from '../../controls/index.ts';
import { stagingWith } from '../../stack/native/staging.ts';
import { controlsThat, failing, judged, shipped } from './judgement.ts';
import { mistakes } from './mistakes.ts';
import { missingNginx } from './nginx.ts';

/** Its windows last a minute, which is waited out once, on the configuration that conforms. */
const WITHOUT_WINDOWS = '--grep-invert=@rate-limits';

const STAGING = { profile: 'staging', files: shipped('staging') };

test.describe('A hand-written nginx', () => {
  // After each control that fails Playwright begins with a new worker, and one mistake fails eleven.
  test.describe.configure({ timeout: 240_000 });
  test.skip(missingNginx !== undefined && !process.env['CI'], missingNginx);

  test('that conforms to staging is green', async () => {
    const controls = await judged(stagingWith([]), STAGING);
    expect(failing(controls)).toEqual([]);
    expect(controlsThat('pass', controls).length).toBeGreaterThan(180);
    // Nobody tells of a secret in somebody else's target, nor how to reach its database.
    const left = controlsThat('not-evaluated', controls).filter((id) => !id.startsWith('DB-'));
    expect(left).toEqual(['EXP-CANARY-01']);
  });

  for (const [mistake, { changes, fails }] of Object.entries(mistakes)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const expected: readonly ControlId[] = fails;
      expect(failing(await judged(stagingWith(changes), { ...STAGING, args: [WITHOUT_WINDOWS] }))).toEqual(
        expected.map((id) => `${id} fail`).sort(),
      );
    });
  }
});
