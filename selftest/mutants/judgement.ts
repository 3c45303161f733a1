import type { Verdict } from '../../controls/index.ts';
import type { Mutant } from '../../stack/mutants/index.ts';

/** What became of one mutant. */
export interface Outcome {
  /** Named controls that did not fail, or failed for another reason; empty: the mutant is killed. */
  readonly missed: readonly string[];
  /** Controls that were not named and did not hold. */
  readonly collateral: readonly string[];
}

const HOLDS: ReadonlySet<string> = new Set(['pass', 'not-applicable']);

/** Compares the verdicts on a defective stack with what the mutant says must happen. */
export function judge({ kills, because }: Mutant, verdicts: readonly Verdict[]): Outcome {
  const named: ReadonlySet<string> = new Set(kills);
  const missed = kills.flatMap((id) => {
    const verdict = verdicts.find(({ control }) => control === id);
    if (verdict?.status !== 'fail')
      return [`${id} is ${verdict?.status ?? 'missing'}, not fail${told(verdict)}`];
    const reasons = verdict.findings.map(({ subject, observed }) => `${subject}: ${observed}`);
    return reasons.some((reason) => because.test(reason))
      ? []
      : [`${id} fails for another reason than ${String(because)}: ${reasons.join(' | ')}`];
  });
  const collateral = verdicts
    .filter(({ control, status }) => !named.has(control) && !HOLDS.has(status))
    .map((verdict) => `${verdict.control} is ${verdict.status}${told(verdict)}`);
  return { missed, collateral };
}

function told(verdict: Verdict | undefined): string {
  return verdict?.reason ? ` (${verdict.reason})` : '';
}
