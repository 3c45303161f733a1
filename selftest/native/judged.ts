import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { startNative, type NativeStarter } from '../../stack/native/stack.ts';
import type { Target } from '../../stack/target.ts';
import { HOUSE, runOf, runSuite, type Ended } from '../runs/run-suite.ts';
import type { Run } from '../../reporters/run.ts';

/** The settings with which a run is told of somebody else's target. */
export type TargetSettings = Readonly<Record<string, string>>;

/** What a run found that is not as it should be, and how much passed. */
export interface Judged {
  /** `MTLS-MISSING-01 fail`, in the order of the alphabet; `not-applicable` and what was left out are as they should be. */
  readonly findings: readonly string[];
  readonly passed: number;
  /** What was left out, or could not be looked at. */
  readonly notEvaluated: readonly string[];
  readonly run: Run;
  readonly ended: Ended;
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
  const grep = families.map((family) => `@${family}(?![\\w-])`).join('|');
  const args = [...(grep === '' ? [] : ['--grep', grep]), '--workers=1'];
  const judged = await judgedRun(profile, files, { args, env: settingsFor(target) });
  const known = judged.run.controls.flatMap(({ id, family }): string[] => [id, family]);
  const unknown = families.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`there is no family ${unknown.join(' and no ')}`);
  return judged;
}

/** Starts engines, tells of them as somebody else's target is told of, and ends them when they have been looked at. */
export async function onEngines<T>(
  starter: NativeStarter,
  look: (settings: TargetSettings) => Promise<T>,
): Promise<T> {
  const stack = await startNative(starter);
  try {
    return await look(settingsFor(stack.target));
  } finally {
    await stack.stop();
  }
}

async function judgedRun(
  profile: string,
  files: Held['files'],
  { args, env }: { args: readonly string[]; env: TargetSettings },
): Promise<Judged> {
  const ended = await runSuite({ files, args: [`--project=${profile}`, ...args], env });
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
