import XMLBuilder from 'fast-xml-builder';
import { isConforming, type ControlResult, type Run } from './run.ts';
import { block, oneLine } from './text.ts';
import type { Derive } from './output.ts';
import { remedyLine } from './remedy-line.ts';

/** An element: attributes begin with `@`, `#` is its text. */
type Element = Readonly<Record<string, unknown>>;

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  format: true,
  indentBy: '  ',
  suppressEmptyNode: true,
});

/**
 * JUnit XML as CI systems read it (there is no official schema; the fields are those that Jenkins, GitLab and GitHub
 * actions share). One test suite a family, one test case a control:
 *
 * - `fail`, `waiver-expired`: `<failure>`;
 * - `error`: `<error>`;
 * - `waived`: `<skipped>` with the waiver, and what was really observed in `<system-out>`: never a green pass;
 * - `not-applicable`, `not-evaluated`: `<skipped>` with the reason;
 * - `pass`: nothing beside its time.
 */
export const junit: Derive = ({ run }) => [
  { path: 'junit.xml', content: `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(documentOf(run))}` },
];

function documentOf(run: Run): Element {
  const families = [...new Set(run.controls.map(({ family }) => family))];
  return {
    testsuites: {
      ...countsOf(run.controls),
      '@name': `plumbline ${run.profile.name}`,
      '@time': seconds(Date.parse(run.finishedAt) - Date.parse(run.startedAt)),
      '@timestamp': run.startedAt,
      testsuite: families.map((family) => suiteOf(family, run)),
    },
  };
}

function suiteOf(family: string, run: Run): Element {
  const members = run.controls.filter((control) => control.family === family);
  return {
    ...countsOf(members),
    '@name': `${run.profile.name}.${family}`,
    '@time': seconds(members.reduce((sum, { durationMs }) => sum + durationMs, 0)),
    '@timestamp': run.startedAt,
    properties: {
      property: Object.entries({
        profile: run.profile.name,
        sha256: run.profile.sha256,
        target: run.target,
        stack: run.stack,
        completeness: run.completeness,
        conforming: String(isConforming(run)),
      }).map(([name, value]) => ({ '@name': name, '@value': oneLine(value) })),
    },
    testcase: members.map((control) => caseOf(control, run)),
  };
}

function countsOf(controls: readonly ControlResult[]): Element {
  const outcomes = controls.map(({ status }) => OUTCOMES[status]);
  const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
  return {
    '@tests': controls.length,
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': count('skipped'),
  };
}

/** The element that says what became of a test case; a pass has none. */
const OUTCOMES: Readonly<Record<ControlResult['status'], 'failure' | 'error' | 'skipped' | 'pass'>> = {
  pass: 'pass',
  fail: 'failure',
  'waiver-expired': 'failure',
  error: 'error',
  waived: 'skipped',
  'not-applicable': 'skipped',
  'not-evaluated': 'skipped',
};

function caseOf(control: ControlResult, run: Run): Element {
  const { id, title, family, severity, status, reason, durationMs } = control;
  const outcome = OUTCOMES[status];
  const told = { '@message': oneLine(`${status}: ${reason}`), '@type': status };
  return {
    '@classname': `plumbline.${run.profile.name}.${family}`,
    '@name': `${id} ${title}`,
    '@time': seconds(durationMs),
    properties: { property: [{ '@name': 'severity', '@value': severity }] },
    ...(outcome === 'skipped' && { skipped: { '@message': told['@message'] } }),
    ...(outcome === 'failure' && {
      failure: { ...told, '#': `${factsOf(control)}\nRemedy ${remedyLine(id, run)}` },
    }),
    ...(outcome === 'error' && { error: { ...told, '#': block(reason) } }),
    ...(status === 'waived' && { 'system-out': `It fails, and is waived.\n${factsOf(control)}` }),
  };
}

/** More findings than these say nothing new to a CI job; run.json has them all. */
const FINDINGS_SHOWN = 20;

function factsOf({ expected, observed }: ControlResult): string {
  const shown = observed.slice(0, FINDINGS_SHOWN);
  return [
    ...shown.map((text, index) => `Expected: ${block(expected[index] ?? '')}\nObserved: ${block(text)}`),
    ...(observed.length > shown.length ? [`and ${observed.length - shown.length} more in run.json`] : []),
  ].join('\n');
}

/** Seconds with milliseconds, as the attribute is written everywhere. */
function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
