import { expect, test } from '@playwright/test';
import { missingEngine } from '../../stack/native/engine.ts';
import { CADDY } from '../../stack/native/products.ts';
import { webappWith } from '../../stack/native/webapp.ts';
import { missingPostgres, UNAUDITED } from '../../stack/postgres/postgres.ts';
import { judgedAsRegistered, judgedStack, ownProfiles } from './judged.ts';
import { WEBAPP_MISTAKES } from './webapp-mistakes.ts';

const files = ownProfiles('webapp');
const missing = missingEngine(CADDY) ?? missingPostgres(UNAUDITED);

test.describe('The web application behind Caddy', () => {
  // After each control that fails Playwright begins with a new worker.
  test.describe.configure({ timeout: 180_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  test('that conforms to webapp is green', async () => {
    const { findings, passed, ended } = await judgedAsRegistered('webapp', files);
    expect(findings, ended.stdout + ended.stderr).toEqual([]);
    expect(passed).toBeGreaterThan(135);
  });

  for (const [mistake, { changes, families, fails, unseen = [] }] of Object.entries(WEBAPP_MISTAKES)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const { findings, ended } = await judgedStack(webappWith(changes), 'webapp', { files, families });
      expect(findings, ended.stdout + ended.stderr).toEqual(
        [...fails.map((id) => `${id} fail`), ...unseen.map((id) => `${id} error`)].sort(),
      );
    });
  }
});
