import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ProbeError } from '../problem.ts';

/** Whose a file is, and who may do what with it. */
export interface Permissions {
  readonly path: string;
  /** Permission bits, with set-user-id, set-group-id and sticky: what `chmod` takes. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** The file of a Unix domain socket, and the folders that it is in, from the nearest to the root. */
export interface SocketFile extends Permissions {
  readonly folders: readonly Permissions[];
}

/** Looks at the file of a socket. Throws a ProbeError where there is none that may be seen, or where it is no socket. */
export async function observeSocketFile(path: string): Promise<SocketFile> {
  try {
    const status = await stat(path);
    if (!status.isSocket()) throw new ProbeError('malformed', `${path} is no socket.`);
    const folders: Permissions[] = [];
    // Links are followed first: what counts is where the file really is.
    for (let folder = await realpath(dirname(path)); ; folder = dirname(folder)) {
      folders.push(permissions(folder, await stat(folder)));
      if (folder === dirname(folder)) break;
    }
    return { ...permissions(path, status), folders };
  } catch (problem) {
    if (problem instanceof ProbeError) throw problem;
    throw new ProbeError('local', `${path} cannot be looked at: ${String(problem)}.`, { cause: problem });
  }
}

function permissions(path: string, { mode, uid, gid }: Omit<Permissions, 'path'>): Permissions {
  return { path, mode: mode & 0o7777, uid, gid };
}
