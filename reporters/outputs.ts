import type { Derive, Output, Report } from './output.ts';

/** The file from which everything else is derived. */
export const RUN_FILE = 'run.json';

const runFile: Derive = ({ run }) => [{ path: RUN_FILE, content: `${JSON.stringify(run, null, 2)}\n` }];

const DERIVED: readonly Derive[] = [runFile];

/** Every file of a report. */
export function outputsOf(report: Report): Output[] {
  return DERIVED.flatMap((derive) => derive(report));
}
