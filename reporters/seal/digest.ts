import { createHash } from 'node:crypto';
import type { Output } from '../output.ts';

/** One file of a bundle, as the manifest lists it. */
export interface FileDigest {
  /** Below the bundle, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/** Size and digest of a file that is about to be written. */
export function digestOf({ path, content }: Output): FileDigest {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Whether a path is plain and stays in the folder that it is joined to: `oscal/poam.json`, not `../x` or `/x`. */
export function staysInside(path: string): boolean {
  return (
    !/[\\\0]/.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
