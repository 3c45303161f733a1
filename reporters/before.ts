import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import schema from './run.schema.json' with { type: 'json' };
import type { Run } from './run.ts';

/** An earlier run that cannot be compared with. Shown without a stack: the sentence is all there is to say. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';

  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/** Earlier runs by the profile that each is of. */
export type Baselines = ReadonlyMap<string, Run>;

/**
 * Reads what `PLUMBLINE_BASELINE` names: a run.json, or a folder that holds one in a folder of each profile, as
 * `results/` does. Without the variable there is none. Read before a run begins, since it may replace the file.
 *
 * @throws BaselineError, one line, for what cannot be read or is no run of our schema
 */
export function readBaselines({
  PLUMBLINE_BASELINE: path = '',
}: Readonly<Record<string, string | undefined>>): Baselines {
  if (path === '') return new Map();
  const runs = filesOf(path).map(readRun);
  return new Map(runs.map((run) => [run.profile.name, run]));
}

/**
 * Makes sure that a named baseline is of one of the profiles of this run; the others have none.
 *
 * @throws BaselineError where it is of none of them
 */
export function checkProfiles(baselines: Baselines, profiles: readonly string[]): void {
  if (baselines.size === 0 || profiles.some((profile) => baselines.has(profile))) return;
  const held = [...baselines.keys()].map((name) => `"${name}"`).join(', ');
  throw new BaselineError(
    `PLUMBLINE_BASELINE holds a run of the profile ${held}, and this run is of ${profiles.map((name) => `"${name}"`).join(', ')}`,
  );
}

function filesOf(path: string): string[] {
  if (!attempt(() => statSync(path)).isDirectory()) return [path];
  const files = attempt(() => readdirSync(path, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(path, name, 'run.json'))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  if (files.length === 0) throw new BaselineError(`PLUMBLINE_BASELINE holds no <profile>/run.json: ${path}`);
  return files;
}

function readRun(file: string): Run {
  const text = attempt(() => readFileSync(file, 'utf8'));
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new BaselineError(`PLUMBLINE_BASELINE is not JSON: ${file}`);
  }
  const isRun = validator();
  if (isRun(content)) return content;
  const [{ instancePath, message } = { instancePath: '', message: '' }] = isRun.errors ?? [];
  throw new BaselineError(
    `PLUMBLINE_BASELINE is no run that this version can compare with: ${file}: ${instancePath || 'it'} ${message}`,
  );
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (problem) {
    throw new BaselineError(
      `PLUMBLINE_BASELINE cannot be read: ${problem instanceof Error ? problem.message : String(problem)}`,
    );
  }
}

function validator(): ValidateFunction<Run> {
  return new Ajv({ strict: true }).compile<Run>(schema);
}
