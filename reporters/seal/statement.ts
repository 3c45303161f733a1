import type { Status } from '../../controls/index.ts';
import { isConforming, type Run } from '../run.ts';
import type { FileDigest } from './digest.ts';

/** The only results that the predicate knows. */
export type Result = 'PASSED' | 'WARNED' | 'FAILED';

interface Resource {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** In-toto Statement v1 with a test result as its predicate. */
export interface Statement {
  readonly _type: typeof STATEMENT;
  /** The files that the statement vouches for. */
  readonly subject: readonly Resource[];
  readonly predicateType: typeof TEST_RESULT;
  readonly predicate: {
    readonly result: Result;
    /** What the target was held against. */
    readonly configuration: readonly Resource[];
    readonly passedTests: readonly string[];
    readonly warnedTests: readonly string[];
    readonly failedTests: readonly string[];
  };
}

export const STATEMENT = 'https://in-toto.io/Statement/v1';
export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';

const FAILED: readonly Status[] = ['fail', 'waiver-expired', 'error'];
const WARNED: readonly Status[] = ['waived', 'not-evaluated'];

/**
 * FAILED exactly where the run may not exit with 0; WARNED where something is waived, or was not looked at.
 */
export function resultOf(run: Run): Result {
  if (!isConforming(run) || run.completeness === 'interrupted') return 'FAILED';
  return run.totals.waived > 0 || run.completeness === 'partial' ? 'WARNED' : 'PASSED';
}

/**
 * What a signature of the bundle says: these files, this result, this profile.
 * Source: in-toto attestation framework, Statement v1 and predicate test-result v0.1.
 */
export function statementOf(run: Run, files: readonly FileDigest[]): Statement {
  const having = (statuses: readonly Status[]) =>
    run.controls.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
  const { name, sha256 } = run.profile;
  return {
    _type: STATEMENT,
    subject: files.map((file) => ({ name: file.path, digest: { sha256: file.sha256 } })),
    predicateType: TEST_RESULT,
    predicate: {
      result: resultOf(run),
      configuration: [{ name: `profile ${name}`, digest: { sha256 } }],
      passedTests: having(['pass']),
      warnedTests: having(WARNED),
      failedTests: having(FAILED),
    },
  };
}
