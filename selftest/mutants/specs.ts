import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mutant } from '../../stack/mutants/index.ts';

const HOUSE = join(import.meta.dirname, '../..');

/** Where the files of {@link writeSpecs} are; made anew by each run. */
export const SPECS = join(import.meta.dirname, 'specs');

/** What the correct stack of each profile is called among the mutants. */
export const REFERENCE = 'reference';

/**
 * Writes one spec file for each mutant, `specs/<profile>/<mutant>.spec.mjs`, and one for each correct stack. Each holds
 * the whole suite but for the database, which no defect of the embedded stack has to do with and which takes a second to
 * start.
 *
 * A project for each mutant would need a process for each, and starting it takes longer than all of its checks. The
 * specs are therefore imported once more for each mutant, under a URL of their own, and a worker stays for all.
 */
export function writeSpecs(selected: readonly (readonly [name: string, mutant: Mutant])[]): void {
  rmSync(SPECS, { recursive: true, force: true });
  for (const profile of new Set(selected.map(([, mutant]) => mutant.profile))) {
    write(profile, REFERENCE, '');
  }
  for (const [name, { profile }] of selected) {
    write(profile, name, `test.use({ fault: mutants[${JSON.stringify(name)}].fault });\n`);
  }
}

function write(profile: string, name: string, use: string): void {
  const imports = specFiles.map((file) => `import '${urlOf(file)}?${name}';\n`).join('');
  mkdirSync(join(SPECS, profile), { recursive: true });
  writeFileSync(
    join(SPECS, profile, `${name}.spec.mjs`),
    `import { test } from '${urlOf('fixtures/index.ts')}';
import { mutants } from '${urlOf('stack/mutants/index.ts')}';
${imports}
${use}`,
  );
}

const specFiles = readdirSync(join(HOUSE, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.spec.ts') && !file.startsWith('database/'))
  .map((file) => join('tests', file))
  .sort();

function urlOf(file: string): string {
  return pathToFileURL(join(HOUSE, file)).href;
}
