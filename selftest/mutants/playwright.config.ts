import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import type { SuiteOptions } from '../../fixtures/index.ts';
import type { Mutant } from '../../stack/mutants/index.ts';
import { selectedMutants, WANTED } from './selection.ts';

/** Where a mutant's profile is: among those that everybody can run, or beside this file. */
const FOLDERS: Readonly<Record<Mutant['profile'], string>> = {
  staging: '../../profiles',
  development: '../../profiles',
  'other-redirects': 'profiles',
  'secure-prefix': 'profiles',
  'single-page': 'profiles',
};

const profileFile = (name: Mutant['profile']) =>
  fileURLToPath(new URL(`${FOLDERS[name]}/${name}.yaml`, import.meta.url));

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
