import { identifier } from '../identifier.ts';
import { markdownText } from '../markup.ts';
import type { Run } from '../run.ts';
import { findingOf, idsFor, observationOf, statementOf, unsatisfied } from './findings.ts';
import { assetsOf, inRun, metadataOf, originOf, property, targetOf } from './parts.ts';
import { peopleOf, riskOf } from './risks.ts';

/**
 * The plan of action and milestones: an item for each control that is not satisfied, waived ones with their owner and
 * deadline. It holds the findings, observations and risks of the assessment results, under the same identifiers.
 * Undefined where there is nothing to do: OSCAL has no plan without an item.
 */
export function poamOf(run: Run): object | undefined {
  const open = unsatisfied(run);
  if (open.length === 0) return undefined;
  return {
    'plan-of-action-and-milestones': {
      uuid: inRun(run, 'poam'),
      metadata: metadataOf('Plan of action and milestones', run, peopleOf(open, run)),
      'system-id': {
        'identifier-type': 'http://ietf.org/rfc/rfc4122',
        id: identifier('system', run.profile.name),
      },
      'local-definitions': { components: [targetOf(run)], 'assessment-assets': assetsOf(run) },
      observations: open.map((control) => observationOf(control, run)),
      risks: open.map((control) => riskOf(control, run)),
      findings: open.map((control) => findingOf(control, run)),
      'poam-items': open.map((control) => {
        const ids = idsFor(control, run);
        return {
          uuid: inRun(run, 'poam-item', control.id),
          title: `${control.id}: ${markdownText(control.title)}`,
          description: statementOf(control),
          props: [property('status', control.status), property('severity', control.severity)],
          origins: [originOf(run)],
          'related-findings': [{ 'finding-uuid': ids.finding }],
          'related-observations': [{ 'observation-uuid': ids.observation }],
          'related-risks': [{ 'risk-uuid': ids.risk }],
        };
      }),
    },
  };
}
