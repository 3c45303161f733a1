import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import type { SuiteOptions } from '../../fixtures/index.ts';
import { selectedMutants, WANTED } from './selection.ts';

const profileFile = (name: string) => fileURLToPath(new URL(`../../profiles/${name}.yaml`, import.meta.url));

const wanted = (process.env[WANTED] ?? '').split(' ').filter((word) => word !== '');
const selected = selectedMutants(wanted);
const profiles = [...new Set(selected.map(([, { profile }]) => profile))];

/** The suite against each profile's correct stack, and against each mutant: a project each. */
export default defineConfig<object, SuiteOptions>({
  testDir: '../../tests',
  outputDir: '../../test-results/mutants',
  timeout: 60_000,
  workers: 2,
  reporter: './reporter.ts',
  projects: [
    ...profiles.map((name) => ({
      name: `reference ${name}`,
      // One worker a project: the stack of each mutant starts once.
      workers: 1,
      use: { profileFile: profileFile(name) },
    })),
    ...selected.map(([name, { profile, fault }]) => ({
      name,
      workers: 1,
      use: { profileFile: profileFile(profile), fault },
    })),
  ],
});
