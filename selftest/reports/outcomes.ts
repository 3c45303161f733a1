import { XMLParser } from 'fast-xml-parser';
import type { Run } from '../../reporters/run.ts';
import { jsonOf, textOf } from './documents.ts';

/** What a format says of a control, by the control's id; one entry for each time that the format names it. */
export type Told = readonly (readonly [id: string, outcome: string])[];

interface Results {
  'assessment-results': {
    results: {
      findings: { target: { 'target-id': string; status: { state: string; reason: string } } }[];
      'reviewed-controls': {
        'control-objective-selections': { 'exclude-objectives': { 'objective-id': string }[] }[];
      };
    }[];
  };
}

/** A finding's state and reason; `excluded` where the results leave the objective out. */
export function toldByOscal(run: Run): Told {
  const [result] = (jsonOf(run, 'oscal/assessment-results.json') as unknown as Results)['assessment-results']
    .results;
  return [
    ...(result?.findings ?? []).map(
      ({ target: { 'target-id': id, status } }) => [id, `${status.state} ${status.reason}`] as const,
    ),
    ...(result?.['reviewed-controls']['control-objective-selections'][0]?.['exclude-objectives'] ?? []).map(
      ({ 'objective-id': id }) => [id, 'excluded'] as const,
    ),
  ];
}

interface Hdf {
  profiles: {
    controls: { id: string; impact: number; results: { status: string }[]; waiver_data?: object }[];
  }[];
}

/** The set of a control's result states, with what else a viewer reads its state from. */
export function toldByHdf(run: Run): Told {
  const [profile] = (jsonOf(run, 'hdf.json') as unknown as Hdf).profiles;
  return (profile?.controls ?? []).map(({ id, impact, results, waiver_data: waiver }) => [
    id,
    [
      ...new Set(results.map(({ status }) => status)),
      ...(impact === 0 ? ['no impact'] : []),
      ...(waiver ? ['waiver'] : []),
    ].join(', '),
  ]);
}

interface Sarif {
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    invocations: { ruleConfigurationOverrides: { descriptor: { id: string } }[] }[];
    results: { ruleId: string; kind: string; suppressions: object[] }[];
  }[];
}

/** A result's kind, `off` where the rule was, and `silent` for a rule that was on and has no result. */
export function toldBySarif(run: Run): Told {
  const [log] = (jsonOf(run, 'results.sarif') as unknown as Sarif).runs;
  const results = (log?.results ?? []).map(
    ({ ruleId, kind, suppressions }) =>
      [ruleId, suppressions.length > 0 ? `${kind}, suppressed` : kind] as const,
  );
  const off = (log?.invocations[0]?.ruleConfigurationOverrides ?? []).map(
    ({ descriptor }) => [descriptor.id, 'off'] as const,
  );
  const told = new Set([...results, ...off].map(([id]) => id));
  const silent = (log?.tool.driver.rules ?? [])
    .filter(({ id }) => !told.has(id))
    .map(({ id }) => [id, 'silent'] as const);
  return [...results, ...off, ...silent];
}

interface Ctrf {
  results: { tests: { testId: string; status: string; rawStatus: string }[] };
}

/** CTRF's status and the raw one. */
export function toldByCtrf(run: Run): Told {
  return (jsonOf(run, 'ctrf.json') as unknown as Ctrf).results.tests.map(({ testId, status, rawStatus }) => [
    testId,
    `${status} ${rawStatus}`,
  ]);
}

interface Junit {
  testsuites: { testsuite: { testcase: (Record<string, unknown> & { '@name': string })[] }[] };
}

/** The elements that tell what became of a test case. */
export function toldByJunit(run: Run): Told {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  });
  const { testsuites } = parser.parse(textOf(run, 'junit.xml')) as Junit;
  return testsuites.testsuite.flatMap(({ testcase }) =>
    testcase.map((test) => [
      test['@name'].split(' ')[0] ?? '',
      ['failure', 'error', 'skipped', 'system-out'].filter((element) => element in test).join(', '),
    ]),
  );
}

/** The status label of the control's sample. */
export function toldByMetrics(run: Run): Told {
  return [
    ...textOf(run, 'metrics.prom').matchAll(
      /^plumbline_control_status\{.*control="([^"]+)".*,status="([^"]+)"\} 1$/gm,
    ),
  ].map(([, id = '', status = '']) => [id, status]);
}
