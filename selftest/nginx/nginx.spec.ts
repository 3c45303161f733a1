import { expect, test } from '@playwright/test';
import { stagingWith } from '../../stack/native/staging.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import { judgedStack, judgedTogether, ownProfiles } from '../native/judged.ts';
import { mistakes } from './mistakes.ts';

const files = ownProfiles('staging');
const missing = missingNginx();

const judged = judgedTogether(
  Object.fromEntries(
    Object.entries(mistakes).map(([mistake, { changes, families }]) => [
      mistake,
      { starter: stagingWith(changes), profile: 'staging', files, families },
    ]),
  ),
);

test.describe('A hand-written nginx', () => {
  test.describe.configure({ mode: 'default', timeout: 300_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  test('that conforms to staging is green', async () => {
    const { findings, passed, notEvaluated, ended } = await judgedStack(stagingWith([]), 'staging', {
      files,
    });
    expect(findings, ended.stdout + ended.stderr).toEqual([]);
    expect(passed).toBeGreaterThan(180);
    // Nobody tells of a secret in somebody else's target, nor how to reach its database.
    expect(notEvaluated.filter((id) => !id.startsWith('DB-'))).toEqual(['EXP-CANARY-01', 'LAT-AUDIT-01']);
  });

  for (const [mistake, { fails }] of Object.entries(mistakes)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const { findings, ended } = await judged(mistake);
      expect(findings, ended.stdout + ended.stderr).toEqual(fails.map((id) => `${id} fail`).toSorted());
    });
  }
});
