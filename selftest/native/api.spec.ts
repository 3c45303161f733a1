import { expect, test } from '@playwright/test';
import { api } from '../../stack/native/api.ts';
import { judgedAsRegistered, judgedStack, ownProfiles } from './judged.ts';
import { API_MISTAKES } from './api-mistakes.ts';

const files = ownProfiles('api', 'development');

const CONFORMING = { api: 93, development: 54 };

test.describe('The voting API on its own', () => {
  // After each control that fails Playwright begins with a new worker.
  test.describe.configure({ timeout: 180_000 });

  for (const [profile, passes] of Object.entries(CONFORMING)) {
    test(`that conforms to ${profile} is green`, async () => {
      const { findings, passed, ended } = await judgedAsRegistered(profile, files);
      expect(findings, ended.stdout + ended.stderr).toEqual([]);
      expect(passed).toBe(passes);
    });
  }

  for (const [mistake, { profile, settings, families, fails }] of Object.entries(API_MISTAKES)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const { findings, ended } = await judgedStack(api(settings), profile, { files, families });
      expect(findings, ended.stdout + ended.stderr).toEqual(fails.map((id) => `${id} fail`).sort());
    });
  }
});
