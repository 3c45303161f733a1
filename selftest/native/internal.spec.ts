import { expect, test } from '@playwright/test';
import { missingEngine } from '../../stack/native/engine.ts';
import { internalEntries } from '../../stack/native/internal.ts';
import { judgedAsRegistered, ownProfiles } from './judged.ts';

const STACKS = { internal: internalEntries.nginx, 'internal-haproxy': internalEntries.haproxy };

test.describe('The internal service', () => {
  test.describe.configure({ timeout: 120_000 });

  for (const [profile, entry] of Object.entries(STACKS)) {
    const missing = missingEngine(entry);

    test(`behind ${entry.name} is green`, async () => {
      test.skip(missing !== undefined && !process.env['CI'], missing);
      const files = ownProfiles('internal', profile);
      const { findings, passed, ended } = await judgedAsRegistered(profile, files);
      expect(findings, ended.stdout + ended.stderr).toEqual([]);
      expect(passed).toBeGreaterThan(65);
    });
  }
});
