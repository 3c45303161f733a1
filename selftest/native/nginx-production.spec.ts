import { expect, test } from '@playwright/test';
import type { ControlId } from '../../controls/index.ts';
import { productionWith } from '../../stack/native/production.ts';
import { controlsThat, failing, judged, judgedNative, shipped } from '../nginx/judgement.ts';
import { missingNginx } from '../nginx/nginx.ts';
import { mistakes } from './production-mistakes.ts';

const PRODUCTION = { profile: 'production', files: shipped('production') };

/** Logins come back after twelve seconds, which are waited out once, on the configuration that conforms. */
const WITHOUT_WAITS = {
  ...PRODUCTION,
  files: Object.fromEntries(
    Object.entries(PRODUCTION.files).map(([file, text]) => [file, text.replace('maxWait: 75', 'maxWait: 1')]),
  ),
};

test.describe('A hand-written nginx in production', () => {
  // After each control that fails Playwright begins with a new worker, and one mistake fails twelve.
  test.describe.configure({ timeout: 240_000 });
  test.skip(missingNginx !== undefined && !process.env['CI'], missingNginx);

  test('that conforms is green', async () => {
    const controls = await judgedNative(PRODUCTION);
    expect(failing(controls)).toEqual([]);
    expect(controlsThat('pass', controls).length).toBeGreaterThan(125);
    expect(controlsThat('not-evaluated', controls)).toEqual([]);
  });

  for (const [mistake, { change, fails }] of Object.entries(mistakes)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const expected: readonly ControlId[] = fails;
      expect(failing(await judged(productionWith([change]), WITHOUT_WAITS))).toEqual(
        expected.map((id) => `${id} fail`).sort(),
      );
    });
  }
});

test.describe('A hand-written nginx in staging', () => {
  test.skip(missingNginx !== undefined && !process.env['CI'], missingNginx);

  // Windows of a minute are longer than a run on engines of ours waits.
  test('that the run starts itself is green but for what takes a minute', async () => {
    test.setTimeout(120_000);
    const controls = await judgedNative({ profile: 'staging', files: shipped('staging') });
    expect(failing(controls)).toEqual([]);
    expect(controlsThat('not-evaluated', controls).sort()).toEqual([
      'RATE-RECOVERY-01',
      'RATE-RECOVERY-02',
      'RATE-RETRY-02',
    ]);
  });
});
