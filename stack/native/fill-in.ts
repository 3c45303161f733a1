import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

/** A text of a configuration and what stands there instead. */
export type Change = readonly [text: string, instead: string];

/** Values of the words for where an engine listens and where its application is, of a stack that is all on loopback. */
export const LOOPBACK = { address: '127.0.0.1', upstream: '127.0.0.1' } as const;

/** A configuration that was written by hand, and what is filled in and changed in it. */
export interface Configuration {
  /** Below `stack/`, for example `nginx/internal.conf`, or a whole path. */
  readonly file: string;
  /** By the words that stand for them in braces. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly changes: readonly Change[];
}

/**
 * Writes a configuration into a folder. Words in braces that have no value are the engine's own and stay.
 *
 * Throws where a text that is to be changed is not there.
 *
 * @returns the path of what was written
 */
export async function writeConfiguration(folder: string, configuration: Configuration): Promise<string> {
  const path = join(folder, basename(configuration.file));
  await writeFile(path, await filledIn(configuration), { mode: 0o600 });
  return path;
}

async function filledIn({ file, values, changes }: Configuration): Promise<string> {
  let text = await readFile(resolve(import.meta.dirname, '..', file), 'utf8');
  for (const [part, instead] of changes) {
    if (!text.includes(part)) throw new Error(`${file} has no "${part}"`);
    text = text.replaceAll(part, instead);
  }
  return text.replace(/\{(\w+)\}/g, (word, name: string) => String(values[name] ?? word));
}
