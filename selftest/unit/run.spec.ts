import { expect, test } from '@playwright/test';
import { controlIds, type ControlId, type Status, type Verdict } from '../../controls/index.ts';
import { buildRun, isClean, isConforming, type TimedVerdict } from '../../reporters/run.ts';
import { SAMPLE } from './run-sample.ts';

function timed(control: ControlId, status: Status, more: Partial<Verdict> = {}): TimedVerdict {
  return { verdict: { control, status, reason: '', findings: [], evidence: [], ...more }, durationMs: 10 };
}

function runOf(verdicts: readonly TimedVerdict[], interrupted = false) {
  return buildRun({ ...SAMPLE, verdicts, interrupted });
}

const all = (status: Status) => controlIds.map((id) => timed(id, status));

test.describe('A run', () => {
  test('holds every control of the catalogue once, whatever was decided', () => {
    for (const verdicts of [[], all('pass'), [timed('HDR-HSTS-02', 'fail')]]) {
      const { controls, totals } = runOf(verdicts);
      expect(controls.map(({ id }) => id)).toEqual(controlIds);
      expect(Object.values(totals).reduce((sum, count) => sum + count, 0)).toBe(controlIds.length);
    }
  });

  test('is complete only where every control was looked at', () => {
    expect(runOf(all('pass')).completeness).toBe('complete');
    expect(runOf(all('pass').slice(1)).completeness).toBe('partial');
    expect(runOf(all('pass'), true).completeness).toBe('interrupted');
  });

  test('says of an undecided control why', () => {
    expect(runOf([]).controls[0]?.reason).toBe('left out of this run by the command line');
    expect(runOf([], true).controls[0]?.reason).toBe('the run was interrupted before this control');
  });

  const worst: [Status, Status][] = [
    ['fail', 'pass'],
    ['fail', 'waived'],
    ['error', 'pass'],
    ['error', 'waived'],
    ['waiver-expired', 'waived'],
    ['not-evaluated', 'pass'],
  ];
  for (const [bad, good] of worst) {
    test(`counts ${bad} before ${good} where a control was decided twice`, () => {
      for (const verdicts of [
        [timed('HDR-HSTS-01', bad), timed('HDR-HSTS-01', good)],
        [timed('HDR-HSTS-01', good), timed('HDR-HSTS-01', bad)],
      ]) {
        expect(runOf(verdicts).controls.find(({ id }) => id === 'HDR-HSTS-01')).toMatchObject({
          status: bad,
          durationMs: 20,
        });
      }
    });
  }

  test('conforms where what was evaluated passed or is validly waived', () => {
    expect(isConforming(runOf(all('pass')))).toBe(true);
    expect(isConforming(runOf(all('waived')))).toBe(true);
    expect(isConforming(runOf([timed('HDR-HSTS-01', 'pass')]))).toBe(true);
  });

  for (const status of ['fail', 'error', 'waiver-expired'] as const) {
    test(`does not conform where one control is ${status}`, () => {
      const run = runOf([...all('pass').slice(0, -1), timed(controlIds.at(-1) ?? 'HDR-HSTS-01', status)]);
      expect(isConforming(run)).toBe(false);
      expect(isClean(run)).toBe(false);
    });
  }

  for (const status of ['not-applicable', 'not-evaluated'] as const) {
    test(`does not conform where every control is ${status}, though nothing speaks against it`, () => {
      expect(isConforming(runOf(all(status)))).toBe(false);
      expect(isClean(runOf(all(status)))).toBe(true);
    });
  }

  test('takes target, stack and server from the first test that knew them', () => {
    const known = { target: 'https://localhost:1', stack: 'embedded', server: 'nginx' };
    expect(
      runOf([timed('HDR-HSTS-07', 'not-applicable'), timed('HDR-HSTS-01', 'pass', known)]),
    ).toMatchObject(known);
    expect(runOf([])).toMatchObject({ target: '', stack: '', server: '' });
  });
});
