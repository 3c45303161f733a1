import { auditPage } from './audit/index.ts';
import { printAudit } from './audit/print.ts';
import { ctrf } from './ctrf.ts';
import { hdf } from './hdf.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { metrics } from './metrics.ts';
import { oscal } from './oscal/index.ts';
import type { Derive, Follow, Output, Report } from './output.ts';
import { runText } from './run-file.ts';
import { sarif } from './sarif.ts';

/** The file from which everything else is derived. */
export const RUN_FILE = 'run.json';

const runFile: Derive = ({ run }) => [{ path: RUN_FILE, content: runText(run) }];

const DERIVED: readonly Derive[] = [runFile, auditPage, markdown, oscal, hdf, sarif, ctrf, junit, metrics];

/** Every file of a report that is derived from the run alone, one after the other: together they are large. */
export function* outputsOf(report: Report): Generator<Output> {
  for (const derive of DERIVED) yield* derive(report);
}

/** What is made of files that stand in the folder already. */
export const FOLLOWING: readonly Follow[] = [printAudit];

/** Every path that a report may write but for the bundle: what is taken away before another run. */
export const OUTPUT_PATHS: readonly string[] = [
  RUN_FILE,
  'audit.html',
  'audit.pdf',
  'summary.md',
  'oscal/assessment-plan.json',
  'oscal/assessment-results.json',
  'oscal/poam.json',
  'hdf.json',
  'results.sarif',
  'ctrf.json',
  'junit.xml',
  'metrics.prom',
];
