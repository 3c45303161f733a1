import { catalogue, type Control, type Severity } from '../controls/index.ts';
import type { Derive } from './output.ts';
import { requirementsOf } from './frameworks/index.ts';
import { remedyLine } from './remedy-line.ts';
import type { ControlResult, Run } from './run.ts';
import { oneLine } from './text.ts';
import { waiversBehind } from './waivers.ts';

/**
 * The run in Heimdall Data Format (MITRE, exec-json). A viewer reads a control's state out of its results and impact:
 *
 * - `pass`: a `passed` result for each subject that was examined;
 * - `fail`, `waiver-expired`: a `failed` result for each finding;
 * - `waived`: the same beside `waiver_data` whose `run` is true: the check ran, and its result stays to be seen;
 * - `error`: an `error` result, which a viewer counts as an error of the profile;
 * - `not-applicable`: impact 0 and a `skipped` result, which is how the format says so;
 * - `not-evaluated`: a `skipped` result with the impact of the control: not reviewed.
 */
export const hdf: Derive = ({ run }) => [
  { path: 'hdf.json', content: `${JSON.stringify(documentOf(run), null, 2)}\n` },
];

function documentOf(run: Run): object {
  const { suite, profile, execution, target, startedAt, finishedAt, totals } = run;
  const families = [...new Set(run.controls.map(({ family }) => family))];
  return {
    platform: { name: suite.name, release: execution.platform, target_id: oneLine(target) },
    version: suite.version,
    statistics: {
      duration: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
      controls: {
        passed: { total: totals.pass },
        skipped: { total: totals['not-applicable'] + totals['not-evaluated'] },
        // There is no place of its own for errors, and they are no passes.
        failed: { total: totals.fail + totals.waived + totals['waiver-expired'] + totals.error },
      },
    },
    profiles: [
      {
        name: profile.name,
        title: `Plumbline ${profile.name}`,
        version: suite.version,
        summary: profile.description,
        sha256: profile.sha256,
        status: 'loaded',
        supports: [],
        attributes: [],
        groups: families.map((family) => ({
          id: family,
          title: family,
          controls: run.controls.filter((control) => control.family === family).map(({ id }) => id),
        })),
        controls: run.controls.map((control) => controlOf(control, run)),
      },
    ],
  };
}

/** In the ranges in which viewers call a control critical (from 0.9), high (0.7), medium (0.4) and low (0.1). */
const IMPACT: Readonly<Record<Severity, number>> = { critical: 0.9, high: 0.7, medium: 0.5, low: 0.3 };

function controlOf(control: ControlResult, run: Run): object {
  const { id, title, family, severity, status } = control;
  const { why, references }: Control = catalogue[id];
  const { direct, supporting } = requirementsOf(id, 'nist-800-53');
  return {
    id,
    title,
    desc: why,
    descriptions: [
      { label: 'rationale', data: why },
      { label: 'fix', data: remedyLine(id, run) },
    ],
    impact: status === 'not-applicable' ? 0 : IMPACT[severity],
    refs: references.map((ref) => ({ ref })),
    tags: {
      severity,
      family,
      status,
      // Viewers sort by this tag; a control that only supports a requirement does not decide it.
      nist: direct,
      nist_supporting: supporting,
    },
    code: null,
    source_location: { ref: `profiles/${run.profile.name}.yaml`, line: 1 },
    results: resultsOf(control, run),
    ...waiverData(control, run),
  };
}

function resultsOf(control: ControlResult, { startedAt }: Run): object[] {
  const { title, status, reason, expected, observed, evidence, durationMs } = control;
  const common = { run_time: durationMs / 1000, start_time: startedAt };
  if (status === 'pass') {
    // Some are asked for at the same time, and come in another order in every run.
    const subjects = [...new Set(evidence.map(({ subject }) => subject))].sort();
    return (subjects.length > 0 ? subjects : [title]).map((subject) => ({
      status: 'passed',
      code_desc: oneLine(subject),
      ...common,
    }));
  }
  if (status === 'error') return [{ status: 'error', code_desc: title, message: oneLine(reason), ...common }];
  if (status === 'not-applicable' || status === 'not-evaluated')
    return [{ status: 'skipped', code_desc: title, skip_message: oneLine(reason), ...common }];
  return observed.map((text, index) => ({
    status: 'failed',
    code_desc: oneLine(`is expected to have ${expected[index] ?? ''}`),
    message: oneLine(text),
    ...common,
  }));
}

function waiverData(control: ControlResult, run: Run): object {
  const waivers = waiversBehind(control, run);
  const [first] = waivers.toSorted((a, b) => a.expires.localeCompare(b.expires));
  if (!first) return {};
  return {
    waiver_data: {
      expiration_date: first.expires,
      justification: oneLine(waivers.map(({ reason }) => reason).join('; ')),
      run: true,
      skipped_due_to_waiver: false,
      message: oneLine(control.reason),
    },
  };
}
