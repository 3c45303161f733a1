import type { Derive, Output } from '../output.ts';
import { PLAN_FILE, planOf } from './plan.ts';
import { poamOf } from './poam.ts';
import { resultsOf } from './results.ts';

/**
 * The run in OSCAL 1.2.1 (NIST): assessment plan, assessment results, and a plan of action and milestones where
 * something is left to do.
 */
export const oscal: Derive = ({ run }) => {
  const poam = poamOf(run);
  return [
    written(PLAN_FILE, planOf(run)),
    written('assessment-results.json', resultsOf(run)),
    ...(poam ? [written('poam.json', poam)] : []),
  ];
};

function written(file: string, document: object): Output {
  return { path: `oscal/${file}`, content: `${JSON.stringify(document, null, 2)}\n` };
}
