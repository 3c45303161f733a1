import { auditPage } from './audit/index.ts';
import { printAudit } from './audit/print.ts';
import type { Derive, Follow, Output, Report } from './output.ts';

/** The file from which everything else is derived. */
export const RUN_FILE = 'run.json';

const runFile: Derive = ({ run }) => [{ path: RUN_FILE, content: `${JSON.stringify(run, null, 2)}\n` }];

const DERIVED: readonly Derive[] = [runFile, auditPage];

/** Every file of a report. */
export function outputsOf(report: Report): Output[] {
  return DERIVED.flatMap((derive) => derive(report));
}

/** What is made of files that stand in the folder already. */
export const FOLLOWING: readonly Follow[] = [printAudit];
