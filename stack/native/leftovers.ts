import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processSpace, startOf } from '../process-identity.ts';

/** `plumbline-native-<namespace of process ids>-<process id>-<its start>-<random>` */
const FOLDER = /^plumbline-native-(\d+)-(\d+)-(\d+)-\w+$/;

/** What the name of a folder begins with, so that it tells whose it is after a process id has been given anew. */
export function folderPrefix(): string {
  return `plumbline-native-${processSpace()}-${process.pid}-${startOf(process.pid) ?? 0}-`;
}

/**
 * Removes the folders of processes that were killed before they could do so. Their engines have ended with them.
 * Folders of processes that still run stay, and so do those of other containers, whose processes cannot be seen.
 */
export async function removeLeftovers(place: string, tell: (line: string) => void): Promise<void> {
  const names = await readdir(place).catch(() => []);
  for (const name of names) {
    const [, where, pid, start] = FOLDER.exec(name) ?? [];
    if (where !== processSpace() || startOf(Number(pid)) === start) continue;
    try {
      await rm(join(place, name), { recursive: true });
      tell(`removed ${join(place, name)}, which a run that was killed had left behind`);
    } catch {
      // It is another user's, or somebody else has just removed it.
    }
  }
}
