import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../target.ts';

/** Where the engines of one stack have their files, and what has to be ended with it. */
export interface Workspace {
  /** A temporary folder that every user may enter: engines that root starts work as somebody else. */
  readonly folder: string;
  /** Says what is ended when the stack is; the last is ended first. */
  readonly onStop: (end: () => Promise<void> | void) => void;
}

/** Starts the engines of one profile with hand-written configurations, on free loopback ports. */
export type NativeStarter = (workspace: Workspace) => Promise<Target>;

/** Engines of the system that run together. */
export interface NativeStack {
  readonly target: Target;
  /** Ends every engine and takes its files away. */
  stop(): Promise<void>;
}

/** Folders that an end of this process in between would leave behind. */
const folders = new Set<string>();
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs a starter in a folder of its own. Where it throws, what it had started is ended. */
export async function startNative(start: NativeStarter): Promise<NativeStack> {
  const { started, stop } = await inWorkspace(start);
  return { target: started, stop };
}

/** Runs what starts engines in a folder of its own. Where it throws, what it had started is ended. */
export async function inWorkspace<T>(
  start: (workspace: Workspace) => Promise<T>,
): Promise<{ readonly started: T; readonly stop: NativeStack['stop'] }> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-native-'));
  folders.add(folder);
  await chmod(folder, 0o711);
  const removed = async () => {
    await rm(folder, { recursive: true, force: true });
    folders.delete(folder);
  };
  const ends: (() => Promise<void> | void)[] = [removed];
  const stop = async () => {
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
  };
  try {
    return { started: await start({ folder, onStop: (end) => void ends.push(end) }), stop };
  } catch (problem) {
    await stop();
    throw problem;
  }
}
