import { ctrf } from './ctrf.ts';
import { hdf } from './hdf.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { metrics } from './metrics.ts';
import { oscal } from './oscal/index.ts';
import type { Derive, Output, Report } from './output.ts';
import { sarif } from './sarif.ts';

/** The file from which everything else is derived. */
export const RUN_FILE = 'run.json';

const runFile: Derive = ({ run }) => [{ path: RUN_FILE, content: `${JSON.stringify(run, null, 2)}\n` }];

const DERIVED: readonly Derive[] = [runFile, markdown, oscal, hdf, sarif, ctrf, junit, metrics];

/** Every file of a report. */
export function outputsOf(report: Report): Output[] {
  return DERIVED.flatMap((derive) => derive(report));
}
