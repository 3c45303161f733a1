import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { catalogue, controlIds } from '../../controls/index.ts';
import { startNative, type NativeStack, type NativeStarter } from '../../stack/native/stack.ts';
import type { Target } from '../../stack/target.ts';
import { HOUSE, runOf, runSuite, type Ended } from '../runs/run-suite.ts';
import type { Run } from '../../reporters/run.ts';

/** The settings with which a run is told of somebody else's target. */
type TargetSettings = Readonly<Record<string, string>>;

/** What a run found that is not as it should be, and how much passed. */
export interface Judged {
  /** `MTLS-MISSING-01 fail`, in the order of the alphabet; `not-applicable` and what was left out are as they should be. */
  readonly findings: readonly string[];
  readonly passed: number;
  /** What was left out, or could not be looked at. */
  readonly notEvaluated: readonly string[];
  readonly run: Run;
  readonly ended: Ended;
  /** The settings that the run was given. */
  readonly settings: TargetSettings;
}

/** What engines are held against. */
interface Held {
  /** By their path: the profile, and what it extends. */
  readonly files: Readonly<Record<string, string>>;
  /** The families, or single controls of them, that are looked at; all where it does not say. */
  readonly families?: readonly string[];
}

/** The profiles of this project, by their path, with what they extend. */
export function ownProfiles(...names: readonly string[]): Record<string, string> {
  const files = [
    ...names.map((name) => `profiles/${name}.yaml`),
    ...readdirSync(join(HOUSE, 'profiles/base')).map((name) => `profiles/base/${name}`),
  ];
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(HOUSE, file), 'utf8')]));
}

/** Runs a profile against the stack on real engines that is registered for it. */
export async function judgedAsRegistered(profile: string, files: Held['files']): Promise<Judged> {
  return judgedRun(profile, files, { args: [], env: { PLUMBLINE_STACK: 'native' } });
}

/** Runs a profile against engines of one's own choice. */
export async function judgedStack(starter: NativeStarter, profile: string, held: Held): Promise<Judged> {
  const stack = await startNative(starter);
  try {
    return await judgedTarget(stack.target, profile, held);
  } finally {
    await stack.stop();
  }
}

/** Runs a profile against engines that run already. */
export async function judgedTarget(
  target: Target,
  profile: string,
  { files, families = [] }: Held,
): Promise<Judged> {
  const grep = grepFor(families);
  const args = [...(grep === '' ? [] : ['--grep', grep]), '--workers=1'];
  return judgedRun(profile, files, { args, env: settingsFor(target) });
}

/** Engines, and what they are held against. */
export interface Case extends Held {
  readonly starter: NativeStarter;
  readonly profile: string;
  /** Settings that the target's URL does not hold: how to reach its database. */
  readonly settings?: (target: Target) => TargetSettings;
}

/** So many cases have their engines at the same time. */
const AT_ONCE = 8;

/**
 * Judges many cases in a few runs, with a project each: a run's own start takes longer than a look at most of them.
 * The first call does it all, so the tests of a file that share this belong in one worker.
 */
export function judgedTogether(cases: Readonly<Record<string, Case>>): (name: string) => Promise<Judged> {
  let all: Promise<ReadonlyMap<string, Judged>> | undefined;
  return async (name) => {
    const judged = (await (all ??= allJudged(Object.entries(cases)))).get(name);
    if (!judged) throw new Error(`there is no case ${name}`);
    return judged;
  };
}

async function allJudged(cases: readonly (readonly [string, Case])[]): Promise<ReadonlyMap<string, Judged>> {
  const judged = new Map<string, Judged>();
  for (let first = 0; first < cases.length; first += AT_ONCE) {
    const some = cases.slice(first, first + AT_ONCE);
    for (const [name, each] of await someJudged(some)) judged.set(name, each);
  }
  return judged;
}

async function someJudged(cases: readonly (readonly [string, Case])[]): Promise<[string, Judged][]> {
  const stacks: NativeStack[] = [];
  try {
    for (const [, { starter }] of cases) stacks.push(await startNative(starter));
    const projects = cases.map(([, { profile, files, families = [], settings }], index) => {
      const { target } = stacks[index] ?? {};
      if (!target) throw new Error(`${profile} has no target`);
      return {
        name: `case-${index}`,
        profile,
        files,
        grep: grepFor(families),
        settings: { ...settingsFor(target), ...settings?.(target) },
      };
    });
    const files = Object.assign(
      {
        'cases.json': JSON.stringify(projects.map(({ name, grep, settings }) => ({ name, grep, settings }))),
      },
      ...projects.map((project) => project.files),
      ...projects.map((project) => ({ [`profiles/${project.name}.yaml`]: renamed(project) })),
    ) as Record<string, string>;
    const args = ['--workers=1', ...projects.map(({ name }) => `--project=${name}`)];
    const ended = await runSuite({ files, args, config: CASES_CONFIG });
    return cases.map(([name], index) => [name, judgedIn(ended, `case-${index}`, projects[index]?.settings)]);
  } finally {
    await Promise.all(stacks.map((stack) => stack.stop()));
  }
}

const CASES_CONFIG = join(HOUSE, 'selftest/native/cases.config.ts');

/** The text of a profile under the name of its case. */
function renamed({ name, profile, files }: { name: string; profile: string; files: Held['files'] }): string {
  const text = files[`profiles/${profile}.yaml`] ?? '';
  const changed = text.replace(`name: ${profile}\n`, `name: ${name}\n`);
  if (changed === text) throw new Error(`there is no profile ${profile}`);
  return changed;
}

/** Selects families, or single controls; everything where there are none. */
function grepFor(families: readonly string[]): string {
  const known = controlIds.flatMap((id): string[] => [id, catalogue[id].family]);
  const unknown = families.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`there is no family ${unknown.join(' and no ')}`);
  return families.map((family) => `@${family}(?![\\w-])`).join('|');
}

async function judgedRun(
  profile: string,
  files: Held['files'],
  { args, env }: { args: readonly string[]; env: TargetSettings },
): Promise<Judged> {
  const ended = await runSuite({ files, args: [`--project=${profile}`, ...args], env });
  return judgedIn(ended, profile, env);
}

function judgedIn(ended: Ended, profile: string, settings: TargetSettings = {}): Judged {
  const run = runOf(ended, profile);
  if (!run) throw new Error(`no run was written: ${ended.stdout}${ended.stderr}`);
  const { controls } = run;
  return {
    findings: controls
      .filter(({ status }) => !FINE.has(status))
      .map(({ id, status }) => `${id} ${status}`)
      .sort(),
    passed: controls.filter(({ status }) => status === 'pass').length,
    notEvaluated: controls
      .filter(({ status }) => status === 'not-evaluated')
      .map(({ id }) => id)
      .sort(),
    run,
    ended,
    settings,
  };
}

const FINE: ReadonlySet<string> = new Set(['pass', 'not-applicable', 'not-evaluated']);

function settingsFor({ url, http, ca = '', clients, socket }: Target): TargetSettings {
  const folder = test.info().outputPath(`target-${process.hrtime.bigint()}`);
  mkdirSync(join(folder, 'clients'), { recursive: true });
  writeFileSync(join(folder, 'ca.pem'), ca);
  for (const [kind, { cert, key }] of Object.entries(clients ?? {}) as [
    string,
    { cert: string; key: string },
  ][]) {
    writeFileSync(join(folder, 'clients', `${kind}.pem`), `${cert}\n${key}`, { mode: 0o600 });
  }
  return {
    PLUMBLINE_TARGET: url,
    PLUMBLINE_HTTP: http ? `http://${http.host}:${http.port}` : 'none',
    PLUMBLINE_CA: join(folder, 'ca.pem'),
    ...(clients && { PLUMBLINE_CLIENTS: join(folder, 'clients') }),
    ...(socket && { PLUMBLINE_SOCKET: socket.path }),
  };
}
