import { expect, test } from '@playwright/test';
import { missingEngine } from '../../stack/native/engine.ts';
import { CADDY } from '../../stack/native/products.ts';
import { webappWith } from '../../stack/native/webapp.ts';
import { missingPostgres, UNAUDITED } from '../../stack/postgres/postgres.ts';
import { judgedAsRegistered, judgedTogether, ownProfiles } from './judged.ts';
import { WEBAPP_MISTAKES } from './webapp-mistakes.ts';

const files = ownProfiles('webapp');
const missing = missingEngine(CADDY) ?? missingPostgres(UNAUDITED);

const judged = judgedTogether(
  Object.fromEntries(
    Object.entries(WEBAPP_MISTAKES).map(([mistake, { changes, families }]) => [
      mistake,
      { starter: webappWith(changes), profile: 'webapp', files, families },
    ]),
  ),
);

test.describe('The web application behind Caddy', () => {
  test.describe.configure({ mode: 'default', timeout: 300_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  test('that conforms to webapp is green', async () => {
    const { findings, passed, ended } = await judgedAsRegistered('webapp', files);
    expect(findings, ended.stdout + ended.stderr).toEqual([]);
    expect(passed).toBeGreaterThan(135);
  });

  for (const [mistake, { fails, unseen = [] }] of Object.entries(WEBAPP_MISTAKES)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const { findings, ended } = await judged(mistake);
      expect(findings, ended.stdout + ended.stderr).toEqual(
        [...fails.map((id) => `${id} fail`), ...unseen.map((id) => `${id} error`)].sort(),
      );
    });
  }
});
