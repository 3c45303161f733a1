import type { Run } from './run.ts';

/** What every output is derived from. */
export interface Report {
  readonly run: Run;
  /** The earlier run that this one is compared with, where one is named. */
  readonly before?: Run;
}

/** One file of a report. */
export interface Output {
  /** Below `results/<profile>/`, with slashes. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Makes files of a report. Equal reports give equal bytes: no clock, no chance. */
export type Derive = (report: Report) => readonly Output[];

/**
 * Makes files of files: the folder holds every derived output already. Tells the paths of what it wrote, below the
 * folder; none where it had no reason to write. Throws where it could not.
 */
export type Follow = (report: Report, folder: string) => Promise<readonly string[]>;
