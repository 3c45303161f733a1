import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import type { SuiteOptions, TestOptions } from '../../fixtures/index.ts';
import config from '../../playwright.config.ts';

/** A project of the working directory's `profiles/` that has a target of its own. */
interface Project {
  readonly name: string;
  /** What it looks at. */
  readonly grep: string;
  readonly settings: Readonly<Record<string, string>>;
}

const HOUSE = join(import.meta.dirname, '../..');

const cases = JSON.parse(readFileSync('cases.json', 'utf8')) as Project[];

/** The suite against several targets in one run. */
export default defineConfig<TestOptions, SuiteOptions>({
  ...config,
  testDir: join(HOUSE, 'tests'),
  globalSetup: ['reporters/setup.ts', 'fixtures/setup.ts'].map((file) => join(HOUSE, file)),
  projects: (config.projects ?? []).map((project) => {
    const own = cases.find(({ name }) => name === project.name);
    if (!own) return project;
    const { grep, settings } = own;
    return { ...project, grep: new RegExp(grep), use: { ...project.use, settings, expectsFailures: true } };
  }),
});
