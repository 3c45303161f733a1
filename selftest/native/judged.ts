import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { startNative, type NativeStarter } from '../../stack/native/stack.ts';
import type { Target } from '../../stack/target.ts';
import { HOUSE, runOf, runSuite, type Ended } from '../runs/run-suite.ts';
import type { Run } from '../../reporters/run.ts';

/** What a run found that is not as it should be, and how much passed. */
export interface Judged {
  /** `MTLS-MISSING-01 fail`, in the order of the alphabet; `not-applicable` and what was left out are as they should be. */
  readonly findings: readonly string[];
  readonly passed: number;
  readonly run: Run | undefined;
  readonly ended: Ended;
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
export async function judgedAsRegistered(profile: string, files: Record<string, string>): Promise<Judged> {
  return judgedRun(profile, files, { args: [], env: { PLUMBLINE_STACK: 'native' } });
}

/** Runs these families of a profile against engines of one's own choice. */
export async function judgedStack(
  starter: NativeStarter,
  profile: string,
  { files, families }: { files: Record<string, string>; families: readonly string[] },
): Promise<Judged> {
  const stack = await startNative(starter);
  try {
    const grep = families.map((family) => `@${family}(?![\\w-])`).join('|');
    const args = ['--grep', grep, '--workers=1'];
    return await judgedRun(profile, files, { args, env: environmentOf(stack.target) });
  } finally {
    await stack.stop();
  }
}

async function judgedRun(
  profile: string,
  files: Record<string, string>,
  { args, env }: { args: readonly string[]; env: Readonly<Record<string, string>> },
): Promise<Judged> {
  const ended = await runSuite({ files, args: [`--project=${profile}`, ...args], env });
  const run = runOf(ended, profile);
  const controls = run?.controls ?? [];
  return {
    findings: controls
      .filter(({ status }) => !FINE.has(status))
      .map(({ id, status }) => `${id} ${status}`)
      .sort(),
    passed: controls.filter(({ status }) => status === 'pass').length,
    run,
    ended,
  };
}

const FINE: ReadonlySet<string> = new Set(['pass', 'not-applicable', 'not-evaluated']);

/** The settings with which somebody else's target is named. */
function environmentOf({ url, http, ca = '', clients, socket }: Target): Record<string, string> {
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
