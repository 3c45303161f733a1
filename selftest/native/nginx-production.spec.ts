import { expect, test } from '@playwright/test';
import { missingNginx } from '../../stack/native/nginx.ts';
import { productionWith } from '../../stack/native/production.ts';
import { judgedAsRegistered, judgedStack, ownProfiles } from './judged.ts';
import { mistakes } from './production-mistakes.ts';

const files = ownProfiles('production');
const missing = missingNginx();

/** Logins come back after twelve seconds, which are waited out once, on the configuration that conforms. */
const withoutWaits = Object.fromEntries(
  Object.entries(files).map(([file, text]) => [file, text.replace('maxWait: 75', 'maxWait: 1')]),
);

test.describe('A hand-written nginx in production', () => {
  // After each control that fails Playwright begins with a new worker, and one mistake fails twelve.
  test.describe.configure({ timeout: 240_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  test('that conforms is green', async () => {
    const { findings, passed, notEvaluated, ended } = await judgedAsRegistered('production', files);
    expect(findings, ended.stdout + ended.stderr).toEqual([]);
    expect(passed).toBeGreaterThan(125);
    expect(notEvaluated).toEqual([]);
  });

  for (const [mistake, { change, families, fails }] of Object.entries(mistakes)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const held = { files: withoutWaits, families };
      const { findings, ended } = await judgedStack(productionWith([change]), 'production', held);
      expect(findings, ended.stdout + ended.stderr).toEqual(fails.map((id) => `${id} fail`).toSorted());
    });
  }
});

test.describe('A hand-written nginx in staging', () => {
  test.skip(missing !== undefined && !process.env['CI'], missing);

  // Windows of a minute are longer than a run on engines of ours waits.
  test('that the run starts itself is green but for what takes a minute', async () => {
    test.setTimeout(120_000);
    const { findings, notEvaluated, ended } = await judgedAsRegistered('staging', ownProfiles('staging'));
    expect(findings, ended.stdout + ended.stderr).toEqual([]);
    expect(notEvaluated).toEqual(['RATE-RECOVERY-01', 'RATE-RECOVERY-02', 'RATE-RETRY-02']);
  });
});
