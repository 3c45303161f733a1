import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../target.ts';
import { startEngine, type Engine, type EngineOrder } from './engine.ts';
import { folderPrefix, removeLeftovers } from './leftovers.ts';
import { PortTaken } from './ports.ts';

/** Where the engines of one stack have their files, and what has to be ended with it. */
export interface Workspace {
  /** A temporary folder that every user may enter: engines that root starts work as somebody else. */
  readonly folder: string;
  /** Starts an engine that is ended with the stack, and whose own end is the end of the stack; see `startEngine`. */
  readonly start: (order: EngineOrder) => Promise<Engine>;
  /** Says what is ended when the stack is; the last is ended first. */
  readonly onStop: (end: () => Promise<void> | void) => void;
}

/** Starts the engines of one profile with hand-written configurations, on free loopback ports. */
export type NativeStarter = (workspace: Workspace) => Promise<Target>;

/** Engines of the system that run together. */
export interface NativeStack {
  readonly target: Target;
  /** Which of its engines has ended by itself, how, and its last words; undefined while all run. */
  end(): string | undefined;
  /** Ends every engine and takes its files away. */
  stop(): Promise<void>;
}

/** Hears how a start goes, in lines for people. */
export type Tell = (line: string) => void;

/** Folders that an end of this process in between would leave behind. */
const folders = new Set<string>();
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Longer than that nobody waits without a word. */
const PATIENCE_MS = 2_000;

/**
 * Runs a starter in a folder of its own, and once more where somebody else has taken one of its ports meanwhile. Where
 * it throws, what it had started is ended. What runs that were killed have left behind is removed first.
 */
export async function startNative(start: NativeStarter, tell: Tell = () => undefined): Promise<NativeStack> {
  await removeLeftovers(tmpdir(), tell);
  try {
    return await startedOnce(start, tell);
  } catch (problem) {
    if (!(problem instanceof PortTaken)) throw problem;
    tell(`${problem.message}; trying once more with other ports`);
    return startedOnce(start, tell);
  }
}

async function startedOnce(start: NativeStarter, tell: Tell): Promise<NativeStack> {
  const startedAt = performance.now();
  const folder = await ownFolder();
  const engines: Engine[] = [];
  const awaited = new Set<string>();
  const ends: (() => Promise<void> | void)[] = [
    async () => {
      await rm(folder, { recursive: true, force: true });
      folders.delete(folder);
    },
  ];
  const onStop: Workspace['onStop'] = (end) => void ends.push(end);
  const workspace: Workspace = {
    folder,
    onStop,
    start: async (order) => {
      awaited.add(order.name);
      const engine = await startEngine(order);
      onStop(() => engine.stop());
      engines.push(engine);
      awaited.delete(order.name);
      return engine;
    },
  };
  const impatience = setTimeout(() => {
    tell(`starting ${[...awaited].join(', ') || 'the engines'} …`);
  }, PATIENCE_MS);
  const stop = () => stopped(ends);
  try {
    const target = await start(workspace);
    const names = engines.map(({ name }) => name).join(', ');
    tell(`${names} ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    return { target, stop, end: () => engines.map((engine) => engine.end()).find(Boolean) };
  } catch (problem) {
    await stop();
    throw problem;
  } finally {
    clearTimeout(impatience);
  }
}

/** Promise.all that waits for every one, also after a failure: what is still starting cannot be ended. */
export async function allStarted<T extends readonly unknown[] | []>(
  starts: T,
): Promise<{ -readonly [Key in keyof T]: Awaited<T[Key]> }> {
  await Promise.allSettled(starts);
  return Promise.all(starts);
}

async function ownFolder(): Promise<string> {
  const place = tmpdir();
  const folder = await mkdtemp(join(place, folderPrefix())).catch((problem: unknown) => {
    const why = problem instanceof Error ? problem.message : String(problem);
    throw new Error(
      `the engines need a folder for their files, and none can be made in ${place} (TMPDIR): ${why}`,
    );
  });
  folders.add(folder);
  await chmod(folder, 0o711);
  return folder;
}

async function stopped(ends: (() => Promise<void> | void)[]): Promise<void> {
  const problems: unknown[] = [];
  // What cannot be ended keeps nothing else running.
  for (const end of ends.splice(0).reverse()) {
    try {
      await end();
    } catch (problem) {
      problems.push(problem);
    }
  }
  if (problems.length > 0) throw new AggregateError(problems, 'not all of the stack could be ended');
}
