import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { FileDigest } from './digest.ts';

/** What lies in a folder, however it came there. */
export interface Contents {
  readonly files: readonly FileDigest[];
  /** Paths of what is neither file nor folder, such as a symbolic link. Nothing behind them is read. */
  readonly strange: readonly string[];
}

/** Reads every file below a folder, and follows no link. */
export function contentsOf(folder: string, below = ''): Contents {
  const files: FileDigest[] = [];
  const strange: string[] = [];
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      const inside = contentsOf(folder, path);
      files.push(...inside.files);
      strange.push(...inside.strange);
    } else if (entry.isFile()) files.push({ path, ...digestOfFile(join(folder, path)) });
    else strange.push(path);
  }
  return { files, strange };
}

const CHUNK = 1 << 20;

/** Size and digest of a file of any size. */
function digestOfFile(file: string): Omit<FileDigest, 'path'> {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK);
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    let bytes = 0;
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      hash.update(chunk.subarray(0, read));
      bytes += read;
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    closeSync(descriptor);
  }
}
