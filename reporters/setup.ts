import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { SettingError } from '../profiles/index.ts';
import { removeEarlier } from './earlier.ts';
import type { ProjectMetadata } from './index.ts';
import { signingKey } from './seal/signing-key.ts';

/**
 * Once per run, before any worker: is there a key to sign with where one is named, and can the results be written? What
 * an earlier run left is taken away.
 *
 * @throws SettingError for a key that cannot be used, or a folder that cannot be written
 */
export default function setup({ filteredProjects }: Pick<FullConfig, 'filteredProjects'>): void {
  signingKey();
  for (const { metadata } of filteredProjects)
    prepare(join('results', (metadata as ProjectMetadata).profile.name));
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    removeEarlier(folder);
  } catch (problem) {
    if (problem instanceof SettingError) throw problem;
    throw new SettingError(
      `${folder} cannot be written: ${problem instanceof Error ? problem.message : String(problem)}`,
    );
  }
}
