import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from '@playwright/test';
import type { ControlResult, Run } from '../../reporters/run.ts';

export const HOUSE = join(import.meta.dirname, '../..');
const CLI = join(HOUSE, 'node_modules/@playwright/test/cli.js');
const CONFIG = join(HOUSE, 'playwright.config.ts');

/** What an execution of the suite is given. */
export interface Order {
  /** Files by their path in the working directory: `profiles/x.yaml` and what else the run reads. */
  readonly files: Readonly<Record<string, string>>;
  /** What follows `playwright test`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The configuration file; the project's own where it does not say. */
  readonly config?: string;
}

/** An execution that is under way. */
export interface Execution {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Its working directory. */
  readonly folder: string;
  readonly ended: Promise<Ended>;
}

/** What an execution left behind. */
export interface Ended {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly folder: string;
  readonly durationMs: number;
}

/**
 * Starts `playwright test` with the project's own configuration in a working directory of its own, where it finds
 * its profiles and leaves its results. Nothing of this process's environment but PATH, HOME and TMPDIR goes along.
 */
export function startSuite({ files, args = [], env = {}, config = CONFIG }: Order): Execution {
  const folder = workingDirectory(files);
  return start(folder, ['test', '--config', config, '--output', join(folder, 'artifacts'), ...args], env);
}

/** {@link startSuite}, to its end. */
export async function runSuite(order: Order): Promise<Ended> {
  return startSuite(order).ended;
}

/** Runs any command of Playwright's in a working directory that exists. */
export async function runPlaywright(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return start(folder, args, env).ended;
}

/** The project's configuration file. */
export const CONFIG_FILE = CONFIG;

/** A fresh folder of the running test, with the given files in it. */
export function workingDirectory(files: Readonly<Record<string, string>>): string {
  const parent = test.info().outputPath('runs');
  mkdirSync(parent, { recursive: true });
  const folder = join(parent, `${process.hrtime.bigint()}`);
  for (const [path, text] of Object.entries({ 'profiles/.keep': '', ...files })) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** The run of a profile; undefined where none was written. */
export function runOf({ folder }: Pick<Ended, 'folder'>, profile: string): Run | undefined {
  const file = join(folder, 'results', profile, 'run.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Run) : undefined;
}

/** Statuses by control, of all that were not left out. */
export function statuses(run: Run | undefined): Record<string, string> {
  return Object.fromEntries(
    (run?.controls ?? [])
      .filter(({ status }) => status !== 'not-evaluated')
      .map(({ id, status }) => [id, status]),
  );
}

/** One control of a run. Throws where the run has none of that id. */
export function controlIn(run: Run | undefined, id: string): ControlResult {
  const control = run?.controls.find((each) => each.id === id);
  if (!control) throw new Error(`the run has no control ${id}`);
  return control;
}

function start(folder: string, args: readonly string[], env: Readonly<Record<string, string>>): Execution {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: { PATH, HOME, ...(TMPDIR !== undefined && { TMPDIR }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that a signal can reach all of it as Ctrl-C does.
    detached: true,
  });
  const stdout: string[] = [];
  const stderr: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    stdout: stdout.join(''),
    stderr: stderr.join(''),
    folder,
    durationMs: performance.now() - startedAt,
  }));
  return { child, pid: child.pid ?? 0, folder, ended };
}
