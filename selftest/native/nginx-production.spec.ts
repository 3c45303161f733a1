import { expect, test } from '@playwright/test';
import { missingNginx } from '../../stack/native/nginx.ts';
import { productionWith } from '../../stack/native/production.ts';
import { judgedAsRegistered, judgedTogether, ownProfiles } from './judged.ts';
import { mistakes } from './production-mistakes.ts';

const files = ownProfiles('production');
const missing = missingNginx();

/** Logins come back after twelve seconds, which are waited out once, on the configuration that conforms. */
const withoutWaits = Object.fromEntries(
  Object.entries(files).map(([file, text]) => [file, text.replace('maxWait: 75', 'maxWait: 1')]),
);

const judged = judgedTogether(
  Object.fromEntries(
    Object.entries(mistakes).map(([mistake, { change, families }]) => [
      mistake,
      { starter: productionWith([change]), profile: 'production', files: withoutWaits, families },
    ]),
  ),
);

test.describe('A hand-written nginx in production', () => {
  test.describe.configure({ mode: 'default', timeout: 300_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  test('that conforms is green', async () => {
    const { findings, passed, notEvaluated, ended } = await judgedAsRegistered('production', files);
    expect(findings, ended.stdout + ended.stderr).toEqual([]);
    expect(passed).toBeGreaterThan(125);
    expect(notEvaluated).toEqual([]);
  });

  for (const [mistake, { fails }] of Object.entries(mistakes)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const { findings, ended } = await judged(mistake);
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
