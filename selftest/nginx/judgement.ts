import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NativeStarter } from '../../stack/native/stack.ts';
import { HOUSE, runOf, runSuite } from '../runs/run-suite.ts';
import { startAsTarget } from './nginx.ts';

/** A profile as it is shipped, with what it extends. */
export function shipped(profile: string): Readonly<Record<string, string>> {
  const files = [
    `profiles/${profile}.yaml`,
    ...readdirSync(join(HOUSE, 'profiles/base')).map((name) => `profiles/base/${name}`),
  ];
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(HOUSE, file), 'utf8')]));
}

/** What a run is made of: a profile, its files and what follows `--project`. */
interface Held {
  readonly profile: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** Status of every control for engines that are held against a profile as if they were somebody else's. */
export async function judged(starter: NativeStarter, held: Held): Promise<Record<string, string>> {
  const engines = await startAsTarget(starter);
  try {
    return await statusesOf(held, engines.environment);
  } finally {
    await engines.stop();
  }
}

/** Status of every control for the engines that the run itself starts. */
export function judgedNative(held: Held): Promise<Record<string, string>> {
  return statusesOf(held, { PLUMBLINE_STACK: 'native' });
}

async function statusesOf(
  { profile, files, args = [] }: Held,
  env: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const ended = await runSuite({ files, args: [`--project=${profile}`, ...args], env });
  const run = runOf(ended, profile);
  if (!run) throw new Error(`no run was written: ${ended.stdout}${ended.stderr}`);
  return Object.fromEntries(run.controls.map(({ id, status }) => [id, status]));
}

const FINE: ReadonlySet<string> = new Set(['pass', 'not-applicable', 'not-evaluated']);

/** The controls that found something, each with its status. */
export function failing(controls: Readonly<Record<string, string>>): string[] {
  return Object.entries(controls)
    .filter(([, status]) => !FINE.has(status))
    .map(([id, status]) => `${id} ${status}`)
    .sort();
}

/** The controls with this status. */
export function controlsThat(are: string, controls: Readonly<Record<string, string>>): string[] {
  return Object.keys(controls).filter((id) => controls[id] === are);
}
