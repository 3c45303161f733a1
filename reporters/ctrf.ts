import { catalogue, type Control, type Status } from '../controls/index.ts';
import { requirementsOf } from './frameworks/index.ts';
import { identifier, runName } from './identifier.ts';
import type { Derive } from './output.ts';
import { remedyFor } from './remedy.ts';
import { isConforming, type ControlResult, type Run } from './run.ts';
import { oneLine } from './text.ts';
import { waiversBehind } from './waivers.ts';

/** Version of the Common Test Report Format that is written. */
const SPECIFICATION = '0.0.0';

/**
 * What each status is in CTRF. An expired waiver waives nothing, and what could not be observed is no lesser trouble:
 * both are `failed`. A valid waiver is neither a pass nor a failure: `other`. What does not apply is `skipped`; what
 * was left out is still to be done: `pending`. `rawStatus` keeps the status itself.
 */
const STATUS: Readonly<Record<Status, 'passed' | 'failed' | 'skipped' | 'pending' | 'other'>> = {
  pass: 'passed',
  fail: 'failed',
  'waiver-expired': 'failed',
  error: 'failed',
  waived: 'other',
  'not-applicable': 'skipped',
  'not-evaluated': 'pending',
};

/** The run in the Common Test Report Format (ctrf.io): one test a control. */
export const ctrf: Derive = ({ run }) => [
  { path: 'ctrf.json', content: `${JSON.stringify(documentOf(run), null, 2)}\n` },
];

function documentOf(run: Run): object {
  const { suite, profile, target, stack, execution, startedAt, finishedAt, completeness } = run;
  return {
    reportFormat: 'CTRF',
    specVersion: SPECIFICATION,
    reportId: identifier('ctrf', runName(run)),
    runId: runName(run),
    timestamp: finishedAt,
    generatedBy: `${suite.name} ${suite.version}`,
    results: {
      tool: { name: suite.name, version: suite.version },
      summary: summaryOf(run),
      tests: run.controls.map((control) => testOf(control, run)),
      environment: {
        reportName: `${suite.name} ${profile.name}`,
        appName: oneLine(target),
        testEnvironment: profile.name,
        osPlatform: execution.platform,
        healthy: isConforming(run),
        extra: { stack, completeness, profileSha256: profile.sha256, startedAt },
      },
    },
  };
}

function summaryOf({ controls, startedAt, finishedAt, totals }: Run): object {
  const count = (wanted: string) => controls.filter(({ status }) => STATUS[status] === wanted).length;
  const start = Date.parse(startedAt);
  const stop = Date.parse(finishedAt);
  return {
    tests: controls.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: count('pending'),
    other: count('other'),
    suites: new Set(controls.map(({ family }) => family)).size,
    start,
    stop,
    duration: stop - start,
    extra: { totals },
  };
}

function testOf(control: ControlResult, run: Run): object {
  const { id, title, family, severity, status, reason, expected, observed, durationMs } = control;
  const { references }: Control = catalogue[id];
  const { direct: nist } = requirementsOf(id, 'nist-800-53');
  const failing = observed.length > 0;
  return {
    testId: id,
    executionId: identifier('test', runName(run), id),
    name: `${id} ${title}`,
    status: STATUS[status],
    rawStatus: status,
    duration: Math.round(durationMs),
    suite: [run.profile.name, family],
    ...(reason !== '' && { message: oneLine(reason) }),
    tags: [family, severity],
    labels: {
      control: id,
      family,
      severity,
      profile: run.profile.name,
      ...(nist.length > 0 && { 'nist-800-53': nist }),
    },
    extra: {
      references,
      ...(failing && {
        expected: expected.map((text) => oneLine(text)),
        observed: observed.map((text) => oneLine(text)),
        remedy: remedyFor(id, run),
        waivers: waiversBehind(control, run),
      }),
    },
  };
}
