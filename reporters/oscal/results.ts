import { markdownText } from '../markup.ts';
import type { Run } from '../run.ts';
import { assessed, findingOf, observationOf, unsatisfied } from './findings.ts';
import { idsOf, inRun, metadataOf, originOf, property } from './parts.ts';
import { controlsBehind, objectivesWithout } from './objectives.ts';
import { PLAN_FILE } from './plan.ts';
import { peopleOf, riskOf } from './risks.ts';

/** The assessment results: one finding for each control about which something was determined. */
export function resultsOf(run: Run): object {
  const { profile, startedAt, finishedAt, completeness, totals } = run;
  const determined = assessed(run);
  const open = unsatisfied(run);
  const known = new Set(determined);
  const left = run.controls.filter((control) => !known.has(control));
  const reviewed = controlsBehind(determined);
  const unseen = controlsBehind(left).filter((id) => !reviewed.includes(id));
  return {
    'assessment-results': {
      uuid: inRun(run, 'assessment-results'),
      metadata: metadataOf('Assessment results', run, peopleOf(open, run)),
      'import-ap': { href: PLAN_FILE },
      results: [
        {
          uuid: inRun(run, 'result'),
          title: `${markdownText(profile.name)} (${completeness})`,
          description:
            'What a test from outside can show. It is evidence, not a verdict about compliance with a framework.',
          start: startedAt,
          end: finishedAt,
          props: Object.entries(totals).map(([status, count]) => property(`total-${status}`, String(count))),
          'reviewed-controls': {
            'control-selections': [
              {
                'include-all': {},
                ...(unseen.length > 0 && { 'exclude-controls': unseen.map((id) => ({ 'control-id': id })) }),
              },
            ],
            'control-objective-selections': [objectivesWithout(left)],
          },
          ...(determined.length > 0 && {
            observations: determined.map((control) => ({
              ...observationOf(control, run),
              origins: [{ ...originOf(run), 'related-tasks': [{ 'task-uuid': idsOf(run).task }] }],
            })),
            findings: determined.map((control) => findingOf(control, run)),
          }),
          ...(open.length > 0 && { risks: open.map((control) => riskOf(control, run)) }),
        },
      ],
    },
  };
}
