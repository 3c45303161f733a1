import { defineConfig } from '@playwright/test';
import type { SuiteOptions, TestOptions } from '../../fixtures/index.ts';
import { HOUSE } from './run-suite.ts';

const profileFile = `${HOUSE}/profiles/staging.yaml`;

/** Mutants that are not what their names say, which the mutants runner must notice. */
export default defineConfig<TestOptions, SuiteOptions>({
  testDir: '../../tests',
  grep: /@hsts/,
  workers: 1,
  reporter: '../mutants/reporter.ts',
  projects: [
    // Its fault changes nothing.
    { name: 'hsts-missing-on-not-found', use: { profileFile, fault: {} } },
    // Its fault does more than it names.
    {
      name: 'hsts-preload-left-out',
      use: {
        profileFile,
        fault: { fields: { everywhere: { 'Strict-Transport-Security': ['max-age=1; includeSubDomains'] } } },
      },
    },
    // Nobody can speak to its stack.
    {
      name: 'hsts-twice',
      use: { profileFile, fault: { tls: { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' } } },
    },
  ],
});
