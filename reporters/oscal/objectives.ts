import { catalogue, type Control, type ControlId } from '../../controls/index.ts';
import { requirementsOf } from '../frameworks/index.ts';
import { markdownText } from '../markup.ts';
import type { ControlResult } from '../run.ts';
import { property } from './parts.ts';

/**
 * The control of which ours is an objective: the first of NIST SP 800-53 that it decides, in the form of NIST's own
 * OSCAL catalogue (`sc-8.1`); our own id where it decides none, for what only supports a requirement is no objective of
 * it.
 */
function controlBehind(id: ControlId): string {
  const [nist] = requirementsOf(id, 'nist-800-53').direct;
  return nist === undefined ? id : nist.toLowerCase().replace(/\((\d+)\)/, '.$1');
}

/** The controls behind these results, each once. */
export function controlsBehind(results: readonly ControlResult[]): string[] {
  return [...new Set(results.map(({ id }) => controlBehind(id)))];
}

/** One control as a local objective, whose id is the control's own. */
export function objectiveOf({ id, title, family, severity }: ControlResult): object {
  const { why, references }: Control = catalogue[id];
  const { direct, supporting } = requirementsOf(id, 'nist-800-53');
  return {
    'control-id': controlBehind(id),
    description: markdownText(why),
    props: [
      property('family', family),
      property('severity', severity),
      ...references.map((reference) => property('reference', reference)),
      ...direct.map((nist) => property('nist-800-53-direct', nist)),
      ...supporting.map((nist) => property('nist-800-53-supporting', nist)),
    ],
    parts: [
      { id, name: 'assessment-objective', title: markdownText(title), prose: `${markdownText(title)}.` },
    ],
  };
}

/** All objectives but these, each with the reason why. */
export function objectivesWithout(left: readonly ControlResult[]): object {
  return {
    'include-all': {},
    ...(left.length > 0 && {
      'exclude-objectives': left.map(({ id, status, reason }) => ({
        'objective-id': id,
        remarks: `${status}: ${markdownText(reason)}`,
      })),
    }),
  };
}
