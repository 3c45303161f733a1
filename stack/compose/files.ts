import { randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from '../bundle.ts';
import type { ServeSettings } from '../node/serve.ts';

/** Where a container has the files that it reads and writes: memory of its own. */
export const FOLDER = '/srv/stack';

/** Values of the words for where an engine in a container listens and where its application is. */
export const CONTAINER = {
  folder: FOLDER,
  address: '0.0.0.0',
  upstream: 'application',
  upstreamPort: 8080,
} as const;

/** The kinds of services; each mounts a folder of its own. */
export type Kind = 'edge' | 'application' | 'database';

/**
 * Makes the folder that a kind of service mounts. Its container reads it as a user that this machine does not know, so
 * everybody may; but nobody can come by it, as only the owner may enter the folder above.
 */
export async function folderFor(files: string, kind: Kind): Promise<string> {
  await mkdir(files, { recursive: true, mode: 0o700 });
  const folder = join(files, kind);
  await mkdir(folder, { mode: 0o755 });
  return folder;
}

/** Lets the containers read what is in the folder of a service. */
export async function share(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await chmod(join(folder, name), 0o644);
}

/**
 * Writes what the application of a profile reads.
 *
 * @returns the secret that it must keep to itself
 */
export async function writeApplication(
  files: string,
  application: ServeSettings['application'],
): Promise<string> {
  const folder = await folderFor(files, 'application');
  const secret = `canary-${randomBytes(16).toString('hex')}`;
  const settings: ServeSettings = { application, secret };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  await copyFile(await applicationProgram(), join(folder, 'serve.mjs'));
  await share(folder);
  return secret;
}

/** The applications of all profiles as one JavaScript file. */
export function applicationProgram(): Promise<string> {
  return bundled('applications', fileURLToPath(new URL('../node/serve.ts', import.meta.url)));
}
