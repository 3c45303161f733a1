import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { SettingError } from '../profiles/index.ts';
import { OUTPUT_PATHS } from './outputs.ts';
import { BUNDLE } from './seal/bundle.ts';
import { staysInside } from './seal/digest.ts';
import { MANIFEST_FILE, SIGNATURE_FILE } from './seal/manifest.ts';

/**
 * Takes away what an earlier run left in the folder: should the new one not come to its end, or not write all of it,
 * nothing old stands beside it. What Plumbline did not write stays.
 *
 * @throws SettingError where something that Plumbline did not write is in the way of the bundle
 */
export function removeEarlier(folder: string): void {
  for (const path of OUTPUT_PATHS) removeFile(folder, path);
  const bundle = join(folder, BUNDLE);
  for (const path of [...listedIn(bundle), MANIFEST_FILE, SIGNATURE_FILE]) removeFile(bundle, path);
  removeIfEmpty(bundle);
  if (!existsSync(bundle)) return;
  const [foreign = ''] = readdirSync(bundle);
  throw new SettingError(
    `${relative(process.cwd(), join(bundle, foreign))} is in the way, and Plumbline did not write it: move it elsewhere`,
  );
}

/** Removes a file, and the folders below the given one that it leaves empty. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    removeIfEmpty(join(folder, parent));
  }
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/** The files that the manifest of an earlier bundle lists; none where it has none that can be read. */
function listedIn(bundle: string): string[] {
  try {
    const { files } = JSON.parse(readFileSync(join(bundle, MANIFEST_FILE), 'utf8')) as {
      readonly files: readonly { readonly path: string }[];
    };
    return files.map(({ path }) => path).filter(staysInside);
  } catch {
    return [];
  }
}
