import type { Run } from '../run.ts';
import type { FileDigest } from './digest.ts';
import { resultOf, type Result } from './statement.ts';

/** What a bundle says of itself: the first file that a reviewer opens. */
export interface Manifest {
  readonly suite: Run['suite'];
  readonly profile: Pick<Run['profile'], 'name' | 'sha256'>;
  readonly target: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly completeness: Run['completeness'];
  readonly result: Result;
  readonly signature: ManifestSignature;
  /** Every file of the bundle but this one and the signature. */
  readonly files: readonly FileDigest[];
}

/** `keyid` is the SHA-256 of the key's SubjectPublicKeyInfo. */
type ManifestSignature =
  | { readonly signed: true; readonly keyid: string; readonly file: string }
  | { readonly signed: false; readonly meaning: string };

/** The list of the files, below the bundle. */
export const MANIFEST_FILE = 'manifest.json';
/** The signed statement, below the bundle. */
export const SIGNATURE_FILE = 'statement.dsse.json';

const UNSIGNED =
  'Nobody vouches for these files: whoever can change one of them can change its digest here as well.';

/** The manifest of the files of a run; `keyid` names the key that signs them, undefined where none does. */
export function manifestOf(run: Run, files: readonly FileDigest[], keyid: string | undefined): Manifest {
  const { suite, profile, target, startedAt, finishedAt, completeness } = run;
  return {
    suite,
    profile: { name: profile.name, sha256: profile.sha256 },
    target,
    startedAt,
    finishedAt,
    completeness,
    result: resultOf(run),
    signature:
      keyid === undefined
        ? { signed: false, meaning: UNSIGNED }
        : { signed: true, keyid, file: SIGNATURE_FILE },
    files,
  };
}
