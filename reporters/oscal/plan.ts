import { markdownText } from '../markup.ts';
import type { Run } from '../run.ts';
import { controlsBehind, objectiveOf, objectivesWithout } from './objectives.ts';
import { assetsOf, idsOf, inRun, metadataOf, property, stringOf, targetOf } from './parts.ts';

/** Where the plan is, seen from the other documents. */
export const PLAN_FILE = 'assessment-plan.json';

/**
 * The assessment plan, which assessment results have to import: every control of the catalogue as a local objective,
 * but for those that do not apply to the profile, which the plan excludes with the reason.
 */
export function planOf(run: Run): object {
  const { profile } = run;
  const ssp = inRun(run, 'resource', 'profile');
  return {
    'assessment-plan': {
      uuid: inRun(run, 'assessment-plan'),
      metadata: metadataOf('Assessment plan', run),
      'import-ssp': {
        href: `#${ssp}`,
        remarks: 'There is no system security plan; what the target has to satisfy is in the profile.',
      },
      'local-definitions': {
        components: [targetOf(run)],
        'objectives-and-methods': run.controls.map(objectiveOf),
        activities: [activityOf(run)],
      },
      'reviewed-controls': {
        'control-selections': [
          { 'include-controls': controlsBehind(run.controls).map((id) => ({ 'control-id': id })) },
        ],
        'control-objective-selections': [
          objectivesWithout(run.controls.filter(({ status }) => status === 'not-applicable')),
        ],
      },
      'assessment-subjects': [
        {
          type: 'component',
          'include-subjects': [{ 'subject-uuid': idsOf(run).target, type: 'component' }],
        },
      ],
      'assessment-assets': assetsOf(run),
      tasks: [
        {
          uuid: idsOf(run).task,
          type: 'action',
          title: 'Hold the target against the profile',
          timing: { 'within-date-range': { start: run.startedAt, end: run.finishedAt } },
          'associated-activities': [
            {
              'activity-uuid': inRun(run, 'activity'),
              subjects: [
                {
                  type: 'component',
                  'include-subjects': [{ 'subject-uuid': idsOf(run).target, type: 'component' }],
                },
              ],
            },
          ],
        },
      ],
      'back-matter': {
        resources: [
          {
            uuid: ssp,
            title: `Profile ${markdownText(profile.name)}`,
            description:
              profile.description === '' ? 'It has no description.' : markdownText(profile.description),
            props: [property('sha256', profile.sha256)],
          },
        ],
      },
    },
  };
}

function activityOf(run: Run): object {
  return {
    uuid: inRun(run, 'activity'),
    title: 'Run the suite',
    description: stringOf(`npx playwright test ${run.execution.arguments.join(' ')}`),
    props: [{ name: 'method', value: 'TEST' }],
  };
}
