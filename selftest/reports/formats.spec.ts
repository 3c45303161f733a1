import { expect, test } from '@playwright/test';
import { controlIds, type Status } from '../../controls/index.ts';
import { NAMESPACE } from '../../reporters/identifier.ts';
import { partyOf } from '../../reporters/oscal/parts.ts';
import type { Run } from '../../reporters/run.ts';
import { documentsOf, FORMATS, jsonOf, textOf, valuesOf } from './documents.ts';
import { dayLater, DECIDED, everyStatus } from './every-status.ts';
import {
  toldByCtrf,
  toldByHdf,
  toldByJunit,
  toldByMetrics,
  toldByOscal,
  toldBySarif,
  type Told,
} from './outcomes.ts';

/** What each format says of a control with each status: the rule by which every control is accounted for. */
const RULES: readonly { format: string; told: (run: Run) => Told; says: Readonly<Record<Status, string>> }[] =
  [
    {
      format: 'OSCAL',
      told: toldByOscal,
      says: {
        pass: 'satisfied pass',
        fail: 'not-satisfied fail',
        waived: 'not-satisfied fail',
        'waiver-expired': 'not-satisfied fail',
        error: 'not-satisfied other',
        'not-applicable': 'excluded',
        'not-evaluated': 'excluded',
      },
    },
    {
      format: 'HDF',
      told: toldByHdf,
      says: {
        pass: 'passed',
        fail: 'failed',
        waived: 'failed, waiver',
        'waiver-expired': 'failed, waiver',
        error: 'error',
        'not-applicable': 'skipped, no impact',
        'not-evaluated': 'skipped',
      },
    },
    {
      format: 'SARIF',
      told: toldBySarif,
      says: {
        pass: 'silent',
        fail: 'fail',
        waived: 'fail, suppressed',
        'waiver-expired': 'fail',
        error: 'open',
        'not-applicable': 'off',
        'not-evaluated': 'off',
      },
    },
    {
      format: 'CTRF',
      told: toldByCtrf,
      says: {
        pass: 'passed pass',
        fail: 'failed fail',
        waived: 'other waived',
        'waiver-expired': 'failed waiver-expired',
        error: 'failed error',
        'not-applicable': 'skipped not-applicable',
        'not-evaluated': 'pending not-evaluated',
      },
    },
    {
      format: 'JUnit',
      told: toldByJunit,
      says: {
        pass: '',
        fail: 'failure',
        waived: 'skipped, system-out',
        'waiver-expired': 'failure',
        error: 'error',
        'not-applicable': 'skipped',
        'not-evaluated': 'skipped',
      },
    },
    {
      format: 'metrics',
      told: toldByMetrics,
      says: {
        pass: 'pass',
        fail: 'fail',
        waived: 'waived',
        'waiver-expired': 'waiver-expired',
        error: 'error',
        'not-applicable': 'not-applicable',
        'not-evaluated': 'not-evaluated',
      },
    },
  ];

const run = everyStatus();

test.describe('The sample run', () => {
  test('has every status, and hostile values where a target decides', () => {
    expect(Object.values(run.totals).filter((count) => count === 0)).toEqual([]);
    expect(run.totals.pass).toBe(DECIDED.pass.length);
    expect([...documentsOf(run).keys()].sort()).toEqual([...FORMATS].sort());
  });
});

test.describe('Every format', () => {
  for (const { format, told, says } of RULES) {
    test(`accounts for each control once and by the rule: ${format}`, () => {
      const all = told(run);
      expect(all.map(([id]) => id).sort()).toEqual([...controlIds].sort());
      const by = new Map(all);
      expect(run.controls.map(({ id }) => [id, by.get(id)])).toEqual(
        run.controls.map(({ id, status }) => [id, says[status]]),
      );
    });
  }

  test('gives equal bytes for equal runs', () => {
    expect(documentsOf(everyStatus())).toEqual(documentsOf(run));
  });

  test('differs between two runs of one stack in times and identifiers only', () => {
    const first = normalised(run);
    const second = normalised(dayLater());
    for (const format of FORMATS) expect(second.get(format), format).toBe(first.get(format));
    // Without that, the times of the two would be the same and nothing would have been compared.
    expect(documentsOf(dayLater())).not.toEqual(documentsOf(run));
  });

  test('gives identifiers of its own to each run', () => {
    const later = new Set(
      [...documentsOf(dayLater()).values()].flatMap((text): readonly string[] => text.match(UUID) ?? []),
    );
    const kept = ['oscal/assessment-results.json', 'ctrf.json'].flatMap((path) =>
      (textOf(run, path).match(UUID) ?? []).filter((uuid) => later.has(uuid)),
    );
    // The people whom waivers name, and the namespace of our own words, stay the same.
    expect([...new Set(kept)].sort()).toEqual([NAMESPACE, partyOf('web team'), partyOf('risk board')].sort());
  });
});

test.describe('Sums', () => {
  test('of CTRF add up to its tests and agree with the run', () => {
    const { results } = jsonOf(run, 'ctrf.json') as unknown as {
      results: { tests: { status: string }[]; summary: Record<string, number> };
    };
    const { totals } = run;
    expect(results.summary).toMatchObject({
      tests: controlIds.length,
      passed: totals.pass,
      failed: totals.fail + totals['waiver-expired'] + totals.error,
      skipped: totals['not-applicable'],
      pending: totals['not-evaluated'],
      other: totals.waived,
    });
    for (const status of ['passed', 'failed', 'skipped', 'pending', 'other']) {
      expect(results.tests.filter((each) => each.status === status)).toHaveLength(
        results.summary[status] ?? -1,
      );
    }
  });

  test('of JUnit agree with its test cases, whole and by suite', () => {
    const text = textOf(run, 'junit.xml');
    const { totals } = run;
    const attributes = (name: string) =>
      [...text.matchAll(new RegExp(`<testsuites?[^>]* ${name}="(\\d+)"`, 'g'))].map(([, count]) =>
        Number(count),
      );
    const expected = {
      tests: controlIds.length,
      failures: totals.fail + totals['waiver-expired'],
      errors: totals.error,
      skipped: totals.waived + totals['not-applicable'] + totals['not-evaluated'],
    };
    for (const [name, count] of Object.entries(expected)) {
      const [whole, ...suites] = attributes(name);
      expect(whole, name).toBe(count);
      expect(
        suites.reduce((sum, each) => sum + each, 0),
        name,
      ).toBe(count);
    }
  });

  test('of HDF, the metrics and the summary agree with the run', () => {
    const { totals } = run;
    expect(valuesOf(jsonOf(run, 'hdf.json'), 'statistics')[0]).toMatchObject({
      controls: {
        passed: { total: totals.pass },
        failed: { total: totals.fail + totals.waived + totals['waiver-expired'] + totals.error },
        skipped: { total: totals['not-applicable'] + totals['not-evaluated'] },
      },
    });
    const counted = [
      ...textOf(run, 'metrics.prom').matchAll(/^plumbline_controls\{.*status="(.+)"\} (\d+)$/gm),
    ];
    expect(Object.fromEntries(counted.map(([, status, count]) => [status, Number(count)]))).toEqual(totals);
    const [head = [], , row = []] = textOf(run, 'summary.md')
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.slice(2, -2).split(' | '));
    expect(Object.fromEntries(head.map((status, index) => [status, Number(row[index])]))).toEqual({
      ...totals,
      all: controlIds.length,
    });
  });
});

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** The formats without times, each identifier replaced by the place where it first occurs. */
function normalised(of: Run): Map<string, string> {
  const instants = [of.startedAt, of.finishedAt].map((instant) => Date.parse(instant));
  return new Map(
    [...documentsOf(of)].map(([path, text]) => {
      const seen: string[] = [];
      const plain = text
        .replaceAll(of.startedAt, 'start')
        .replaceAll(of.finishedAt, 'end')
        .replace(/\b\d{10}(\d{3})?\b/g, (digits) =>
          instants.includes(digits.length === 13 ? Number(digits) : Number(digits) * 1000)
            ? 'instant'
            : digits,
        )
        .replace(UUID, (uuid) => {
          if (!seen.includes(uuid)) seen.push(uuid);
          return `uuid ${seen.indexOf(uuid)}`;
        });
      return [path, plain];
    }),
  );
}
