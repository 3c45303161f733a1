import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { controlIds } from './controls/index.ts';
import type { SuiteOptions } from './fixtures/index.ts';
import { identityOf, listProfiles, loadProfile } from './profiles/index.ts';
import { thisExecution } from './reporters/execution.ts';
import type { ProjectMetadata } from './reporters/index.ts';

// The run is written whatever `--reporter` asks to see besides.
process.env['PW_TEST_REPORTER'] ??= fileURLToPath(new URL('reporters/index.ts', import.meta.url));

const execution = thisExecution();

/** One project per runnable profile. A profile with a mistake ends the run here, before anything is started. */
export default defineConfig<object, SuiteOptions>({
  testDir: 'tests',
  outputDir: 'test-results',
  // The earlier run to compare with is looked at first: the next takes away the results of the last run.
  globalSetup: ['./reporters/check-baseline.ts', './reporters/setup.ts', './fixtures/setup.ts'],
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // Every exchange has a time limit of its own; this one only ends what those could not.
  timeout: 60_000,
  // And this one ends a run that no longer moves; what was decided by then is kept.
  globalTimeout: 30 * 60_000,
  reporter: 'null',
  projects: listProfiles('profiles').map((file) => {
    const profile = identityOf(loadProfile(file, controlIds));
    const metadata: ProjectMetadata = { profile, execution };
    return { name: profile.name, metadata, use: { profileFile: file } };
  }),
});
