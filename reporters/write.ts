import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { SettingError } from '../profiles/index.ts';
import { removeEarlier } from './earlier.ts';
import type { Output, Report } from './output.ts';
import { FOLLOWING, outputsOf, RUN_FILE } from './outputs.ts';
import { BUNDLE, bundleOf } from './seal/bundle.ts';
import { signingKey } from './seal/signing-key.ts';

/** What was written of a report. */
export interface Written {
  /** `results/<profile>`, absolute. */
  readonly folder: string;
  /** Whether the files were sealed in a bundle, and the id of the key that signed it. */
  readonly bundle?: { readonly keyid?: string };
}

/**
 * Writes every output of a report, and last of all the bundle with a copy of each. A file stands under its name only
 * when it is whole.
 *
 * @param sealed whether a bundle is made: not for a shard, which is a part of a run
 * @throws Error with the file that could not be written and why, in one line
 */
export async function writeReport(report: Report, sealed: boolean): Promise<Written> {
  const folder = resolve('results', report.run.profile.name);
  try {
    removeEarlier(folder);
  } catch (problem) {
    throw problem instanceof SettingError ? problem : unwritten(folder, problem);
  }
  const outputs: Output[] = [];
  for (const output of outputsOf(report)) {
    const { path, content } = encoded(output);
    writeWhole(join(folder, path), content);
    outputs.push({ path, content });
  }
  for (const follow of FOLLOWING) {
    for (const path of await follow(report, folder)) {
      outputs.push({ path, content: readFileSync(join(folder, path)) });
    }
  }
  if (!sealed) return { folder };
  const key = signingKey();
  writeBundle(join(folder, BUNDLE), bundleOf(report.run, outputs, key));
  return { folder, bundle: { ...(key && { keyid: key.id }) } };
}

/** Each file is written twice and hashed, and its text would be encoded each time. */
function encoded({ path, content }: Output): Output {
  return { path, content: typeof content === 'string' ? Buffer.from(content) : content };
}

/** Whatever ends this halfway, there is a whole file under the name or none. */
function writeWhole(file: string, content: Output['content']): void {
  const unfinished = join(dirname(file), `.${basename(file)}.${process.pid}.partial`);
  try {
    makeFolder(dirname(file));
    writeFileSync(unfinished, content);
    renameSync(unfinished, file);
  } catch (problem) {
    discard(unfinished);
    throw unwritten(file, problem);
  }
}

/** One folder at a time: of several at once Node says only that they are not there. Others may make them meanwhile. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem;
  }
}

/** As {@link writeWhole}, for all files of a folder that does not exist. */
function writeBundle(bundle: string, files: readonly Output[]): void {
  const unfinished = `${bundle}.${process.pid}.partial`;
  try {
    for (const { path, content } of files) writeWhole(join(unfinished, path), content);
    renameSync(unfinished, bundle);
  } catch (problem) {
    discard(unfinished);
    throw problem instanceof UnwrittenError ? problem : unwritten(bundle, problem);
  }
}

/** Where even this is refused, what was refused before says more. */
function discard(unfinished: string): void {
  try {
    rmSync(unfinished, { recursive: true, force: true });
  } catch {
    // It bears a name that no reader takes for a result.
  }
}

/** A file that could not be written. */
class UnwrittenError extends Error {
  override readonly name = 'UnwrittenError';
}

/** The causes that a person can do something about, in words. */
const CAUSES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
};

function unwritten(file: string, problem: unknown): UnwrittenError {
  const { code = '', message } = problem as NodeJS.ErrnoException;
  const cause = CAUSES[code];
  return new UnwrittenError(
    `${relative(process.cwd(), file)}: ${cause === undefined ? message : `${cause} (${code})`}`,
    { cause: problem },
  );
}

/** What the person at the terminal is told of it, in one line each. */
export function told({ folder, bundle }: Written): string[] {
  const shown = (path: string) => relative(process.cwd(), join(folder, path));
  if (!bundle) return [shown(RUN_FILE)];
  const seal = bundle.keyid === undefined ? 'unsigned' : `signed by ${bundle.keyid.slice(0, 16)}`;
  return [shown(RUN_FILE), `${shown(BUNDLE)} (${seal})`];
}
