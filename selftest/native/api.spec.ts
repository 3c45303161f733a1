import { expect, test } from '@playwright/test';
import { api } from '../../stack/native/api.ts';
import { judgedAsRegistered, judgedTogether, ownProfiles } from './judged.ts';
import { API_MISTAKES } from './api-mistakes.ts';

const files = ownProfiles('api', 'development');

const CONFORMING = { api: 93, development: 54 };

const judged = judgedTogether(
  Object.fromEntries(
    Object.entries(API_MISTAKES).map(([mistake, { profile, settings, families }]) => [
      mistake,
      { starter: api(settings), profile, files, families },
    ]),
  ),
);

test.describe('The voting API on its own', () => {
  test.describe.configure({ mode: 'default', timeout: 300_000 });

  for (const [profile, passes] of Object.entries(CONFORMING)) {
    test(`that conforms to ${profile} is green`, async () => {
      const { findings, passed, ended } = await judgedAsRegistered(profile, files);
      expect(findings, ended.stdout + ended.stderr).toEqual([]);
      expect(passed).toBe(passes);
    });
  }

  for (const [mistake, { fails }] of Object.entries(API_MISTAKES)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const { findings, ended } = await judged(mistake);
      expect(findings, ended.stdout + ended.stderr).toEqual(fails.map((id) => `${id} fail`).sort());
    });
  }
});
