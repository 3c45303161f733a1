import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './programs.ts';

/** Begins the name of everything that is made; the process follows. */
export const PREFIX = 'plumbline-transports-';

/** Removes the namespaces and folders of benches that were killed. */
export function removeLeftovers(): void {
  for (const name of leftIn('/run/netns')) run('ip', ['netns', 'del', name]);
  for (const name of leftIn(tmpdir())) rmSync(join(tmpdir(), name), { recursive: true, force: true });
}

function leftIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    return pid !== undefined && !existsSync(`/proc/${pid}`);
  });
}
