import type { Waiver } from '../../profiles/index.ts';
import { markdownText } from '../markup.ts';
import { remedyFor } from '../remedy.ts';
import { remedyProduct } from '../remedy-line.ts';
import type { ControlResult, Run } from '../run.ts';
import { endOfWaiver, firstEnd, waiversBehind } from '../waivers.ts';
import { idsFor, statementOf } from './findings.ts';
import { facet, inRun, originOf, partyOf, property, stringOf } from './parts.ts';

/**
 * The risk of a control that is not satisfied. A valid waiver is a deviation that somebody approved; an expired one
 * leaves the risk open, its deadline gone by; what could not be decided is to be looked into.
 */
export function riskOf(control: ControlResult, run: Run): object {
  const { id, title, severity, status, reason } = control;
  const waivers = waiversBehind(control, run);
  const deadline = firstEnd(waivers);
  const ids = idsFor(control, run);
  return {
    uuid: ids.risk,
    title: `${id}: ${markdownText(title)}`,
    description:
      status === 'error'
        ? 'Whether the control holds could not be decided.'
        : `The control does not hold. ${markdownText(reason)}`,
    statement: statementOf(control),
    props: [
      property('status', status),
      ...(control.failingSince === undefined ? [] : [property('failing-since', control.failingSince)]),
    ],
    status: RISK_STATUS[status] ?? 'open',
    characterizations: [{ origin: originOf(run), facets: [facet('severity', severity)] }],
    ...(deadline !== undefined && { deadline }),
    remediations: [
      recommendationOf(control, run),
      ...waivers.map((waiver, index) => planOfWaiver(waiver, `${id} ${index}`, run)),
    ],
    'related-observations': [{ 'observation-uuid': ids.observation }],
  };
}

const RISK_STATUS: Readonly<Partial<Record<ControlResult['status'], string>>> = {
  waived: 'deviation-approved',
  error: 'investigating',
};

/** The people whom the waivers behind these controls name. */
export function peopleOf(controls: readonly ControlResult[], run: Run): string[] {
  return controls.flatMap((control) =>
    waiversBehind(control, run).flatMap(({ owner, approver }) => [owner, approver]),
  );
}

function recommendationOf({ id }: ControlResult, run: Run): object {
  return {
    uuid: inRun(run, 'remediation', id),
    lifecycle: 'recommendation',
    title: `In ${remedyProduct(id, run)}`,
    description: markdownText(remedyFor(id, run).text),
  };
}

/** A waiver as what it promises: that its owner mends the control before its last day has ended. */
function planOfWaiver(waiver: Waiver, name: string, run: Run): object {
  const { reason, owner, approver, ticket } = waiver;
  return {
    uuid: inRun(run, 'waiver', name),
    lifecycle: 'planned',
    title: 'Mend it before the waiver ends',
    description: markdownText(reason),
    props: [property('ticket', ticket)],
    origins: [{ actors: [{ type: 'party', 'actor-uuid': partyOf(approver), 'role-id': 'approver' }] }],
    tasks: [
      {
        uuid: inRun(run, 'milestone', name),
        type: 'milestone',
        title: `The waiver ends (${stringOf(ticket)})`,
        timing: { 'on-date': { date: endOfWaiver(waiver) } },
        'responsible-roles': [{ 'role-id': 'owner', 'party-uuids': [partyOf(owner)] }],
      },
    ],
  };
}
