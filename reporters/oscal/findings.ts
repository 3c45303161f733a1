import { catalogue, type Status } from '../../controls/index.ts';
import { markdownCode, markdownText } from '../markup.ts';
import type { ControlResult, Run } from '../run.ts';
import { evidenceLink, idsOf, inRun, originOf, property } from './parts.ts';

/** The two states that OSCAL knows, and the reason that goes with each. */
interface Determination {
  readonly state: 'satisfied' | 'not-satisfied';
  readonly reason: 'pass' | 'fail' | 'other';
}

/**
 * What each status determines. OSCAL has two states, and NIST SP 800-53A says what is not satisfied: also what an
 * assessor could not get enough information about. So:
 *
 * - `pass`: satisfied;
 * - `fail`, `waived`, `waiver-expired`: not satisfied; a waiver accepts the risk and does not change the finding;
 * - `error`: not satisfied, for another reason than a failure;
 * - `not-applicable`, `not-evaluated`: no finding, for nothing was assessed. The reviewed controls exclude them with the
 *   reason: those that do not apply in the plan already, the others in the results, which tell what became of the plan.
 */
const DETERMINATIONS: Readonly<Partial<Record<Status, Determination>>> = {
  pass: { state: 'satisfied', reason: 'pass' },
  fail: { state: 'not-satisfied', reason: 'fail' },
  waived: { state: 'not-satisfied', reason: 'fail' },
  'waiver-expired': { state: 'not-satisfied', reason: 'fail' },
  error: { state: 'not-satisfied', reason: 'other' },
};

/** Controls about which something was determined. */
export function assessed({ controls }: Run): ControlResult[] {
  return controls.filter(({ status }) => DETERMINATIONS[status] !== undefined);
}

/** Controls that are not satisfied: each has a risk, and an item in the plan of action. */
export function unsatisfied(run: Run): ControlResult[] {
  return assessed(run).filter(({ status }) => status !== 'pass');
}

/** Identifiers of what belongs to a control. */
export function idsFor({ id }: ControlResult, run: Run): Record<'finding' | 'observation' | 'risk', string> {
  return {
    finding: inRun(run, 'finding', id),
    observation: inRun(run, 'observation', id),
    risk: inRun(run, 'risk', id),
  };
}

/** Whether the objective of a control is satisfied. */
export function findingOf(control: ControlResult, run: Run): object {
  const { id, title, severity, status, reason } = control;
  const ids = idsFor(control, run);
  return {
    uuid: ids.finding,
    title: `${id}: ${markdownText(title)}`,
    description: descriptionOf(control),
    props: [property('status', status), property('severity', severity)],
    target: {
      type: 'objective-id',
      'target-id': id,
      status: {
        ...DETERMINATIONS[status],
        ...(reason !== '' && { remarks: `${status}: ${markdownCode(reason)}` }),
      },
    },
    'related-observations': [{ 'observation-uuid': ids.observation }],
    ...(status !== 'pass' && { 'related-risks': [{ 'risk-uuid': ids.risk }] }),
  };
}

/** What was seen of a control, with a link to the exchanges themselves. */
export function observationOf(control: ControlResult, run: Run): object {
  const { title, status, evidence } = control;
  return {
    uuid: idsFor(control, run).observation,
    title: markdownText(title),
    description: descriptionOf(control),
    props: [property('status', status)],
    methods: ['TEST'],
    types: [status === 'pass' ? 'control-objective' : 'finding'],
    origins: [originOf(run)],
    subjects: [{ 'subject-uuid': idsOf(run).target, type: 'component' }],
    'relevant-evidence': [
      {
        href: evidenceLink(control, run),
        description: `${evidence.length} observations of probes, with every secret redacted.`,
      },
    ],
    collected: run.finishedAt,
  };
}

/** More findings than these are behind the link to the evidence. */
const FINDINGS_SHOWN = 10;

function descriptionOf(control: ControlResult): string {
  const { title, status, reason, expected, observed } = control;
  if (status === 'pass') return `${markdownText(title)}.`;
  if (status === 'error') return `Could not be decided: ${markdownCode(reason)}`;
  const shown = observed.slice(0, FINDINGS_SHOWN);
  return [
    ...shown.map(
      (text, index) => `Expected ${markdownCode(expected[index] ?? '')}, observed ${markdownCode(text)}.`,
    ),
    ...(observed.length > shown.length ? [`And ${observed.length - shown.length} more.`] : []),
  ].join('\n\n');
}

/** Why it matters, for a risk. */
export function statementOf({ id }: ControlResult): string {
  return markdownText(catalogue[id].why);
}
