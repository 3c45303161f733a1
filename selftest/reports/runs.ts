import { controlIds, type ControlId, type Evidence, type Status } from '../../controls/index.ts';
import { buildRun, type Run, type RunParts } from '../../reporters/run.ts';
import { SAMPLE } from '../unit/run-sample.ts';

/** Evidence of a plain exchange, so that a pass is one by the schema too. */
const SEEN: Evidence = { kind: 'http', subject: 'GET / → 200' };

/** A run in which some controls have a status, and all others another. */
export function runWith(
  decided: Partial<Record<ControlId, Status>>,
  others: Status = 'not-evaluated',
  parts: Partial<RunParts> = {},
): Run {
  return buildRun({
    ...SAMPLE,
    verdicts: controlIds.map((control) => {
      const status = decided[control] ?? others;
      const fails = status === 'fail' || status === 'waived' || status === 'waiver-expired';
      return {
        verdict: {
          control,
          status,
          reason: status === 'pass' ? '' : 'a reason',
          findings: fails ? [{ subject: 'GET / → 200', expected: 'a field', observed: 'none' }] : [],
          evidence: status === 'pass' ? [SEEN] : [],
          target: 'https://example.com',
          stack: 'external',
        },
        durationMs: 1,
      };
    }),
    interrupted: false,
    ...parts,
  });
}
