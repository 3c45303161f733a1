import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { catalogue, controlIds, type ControlId } from '../../controls/index.ts';
import type { SuiteOptions, TestOptions } from '../../fixtures/index.ts';
import { notApplicable } from '../../fixtures/verdict.ts';
import { loadProfile } from '../../profiles/index.ts';
import type { Mutant } from '../../stack/mutants/index.ts';
import { selectedMutants, WANTED } from './selection.ts';
import { SPECS, writeSpecs } from './specs.ts';

// Playwright notes the stack of each step, and mapping it to sources is a quarter of what a short test costs. A mutant's
// failure is known by its finding, so here there are none. Workers read this file too.
Error.prepareStackTrace = String;

/** Where a mutant's profile is: among those that everybody can run, or beside this file. */
const FOLDERS: Readonly<Record<Mutant['profile'], string>> = {
  staging: '../../profiles',
  development: '../../profiles',
  'other-redirects': 'profiles',
  'secure-prefix': 'profiles',
  'single-page': 'profiles',
  'shared-origins': 'profiles',
  certificates: 'profiles',
  entry: 'profiles',
  essentials: 'profiles',
  failures: 'profiles',
  fields: 'profiles',
  forwarding: 'profiles',
  limits: 'profiles',
  load: 'profiles',
  mutual: 'profiles',
  older: 'profiles',
  origins: 'profiles',
  pages: 'profiles',
  policy: 'profiles',
  tiers: 'profiles',
  transport: 'profiles',
  resuming: 'profiles',
  'strict-names': 'profiles',
  uploads: 'profiles',
  latency: 'profiles',
  'latency-handshakes': 'profiles',
  'latency-fields': 'profiles',
  'latency-edge': 'profiles',
  'latency-limits': 'profiles',
  'latency-mutual': 'profiles',
};

const profileFile = (name: Mutant['profile']) =>
  fileURLToPath(new URL(`${FOLDERS[name]}/${name}.yaml`, import.meta.url));

const wanted = (process.env[WANTED] ?? '').split(' ').filter((word) => word !== '');
const selected = selectedMutants(wanted);
const profiles = [...new Set(selected.map(([, { profile }]) => profile))];

// Workers read this file too, and find the specs that the run has written.
if (process.env['TEST_WORKER_INDEX'] === undefined) writeSpecs(selected);

/** The controls that the profile has no use for: the same for each of its mutants, and nothing would be looked at. */
function unneeded(name: Mutant['profile']): RegExp {
  const profile = loadProfile(profileFile(name));
  const ids = controlIds.filter((id) => notApplicable(profile, id) !== undefined || isIdleMeasure(name, id));
  return new RegExp(`@(${['none', ...ids].join('|')})(?![\\w-])`);
}

/** Loads and comparisons of time take seconds: they are made only on profiles that have a mutant for them. */
function isIdleMeasure(name: Mutant['profile'], id: ControlId): boolean {
  const { family } = catalogue[id];
  const isOfFamily = (one: ControlId) => catalogue[one].family === family;
  const isMeasure = family === 'capacity' || family === 'latency';
  return isMeasure && !selected.some(([, { profile, kills }]) => profile === name && kills.some(isOfFamily));
}

/** The suite against each profile's correct stack and against each mutant: a project a profile, a file a mutant. */
export default defineConfig<TestOptions, SuiteOptions>({
  outputDir: '../../test-results/mutants',
  timeout: 60_000,
  globalTimeout: 20 * 60_000,
  workers: 2,
  reporter: './reporter.ts',
  projects: profiles.map((name) => ({
    name,
    testDir: join(SPECS, name),
    grepInvert: unneeded(name),
    use: { profileFile: profileFile(name) },
  })),
});
