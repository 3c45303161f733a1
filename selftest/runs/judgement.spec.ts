import { expect, test } from '@playwright/test';
import type { ControlId, Status, Verdict } from '../../controls/index.ts';
import type { Mutant } from '../../stack/mutants/index.ts';
import { judge } from '../mutants/judgement.ts';

const mutant: Mutant = {
  profile: 'staging',
  fault: {},
  kills: ['HDR-HSTS-01', 'HDR-HSTS-02'],
  because: /404: no field/,
};

function verdict(control: ControlId, status: Status, observed = ''): Verdict {
  const findings = status === 'fail' ? [{ subject: 'GET /x → 404', expected: 'a field', observed }] : [];
  return { control, status, reason: '', findings, evidence: [] };
}

const first = verdict('HDR-HSTS-01', 'fail', 'no field');
const second = verdict('HDR-HSTS-02', 'fail', 'no field');

test.describe('A mutant', () => {
  test('is killed by all that it names, for the stated reason', () => {
    const held = verdict('HDR-HSTS-03', 'pass');
    const other = verdict('HDR-HSTS-04', 'not-applicable');
    expect(judge(mutant, [first, second, held, other])).toEqual({ missed: [], collateral: [] });
  });

  test('survives where one of them passes', () => {
    const { missed } = judge(mutant, [first, verdict('HDR-HSTS-02', 'pass')]);
    expect(missed).toEqual(['HDR-HSTS-02 is pass, not fail']);
  });

  test('survives where one of them was not run', () => {
    expect(judge(mutant, [first]).missed).toEqual(['HDR-HSTS-02 is missing, not fail']);
  });

  test('survives where one of them fails for another reason', () => {
    const { missed } = judge(mutant, [first, verdict('HDR-HSTS-02', 'fail', 'max-age=1')]);
    expect(missed).toEqual([
      'HDR-HSTS-02 fails for another reason than /404: no field/: GET /x → 404: max-age=1',
    ]);
  });

  for (const status of ['error', 'not-evaluated', 'waived', 'waiver-expired', 'not-applicable'] as const) {
    test(`is not killed by a status of ${status}`, () => {
      const { missed } = judge(mutant, [first, verdict('HDR-HSTS-02', status)]);
      expect(missed).toEqual([`HDR-HSTS-02 is ${status}, not fail`]);
    });
  }

  for (const status of ['fail', 'error', 'not-evaluated'] as const) {
    test(`has collateral where another control is ${status}`, () => {
      const { missed, collateral } = judge(mutant, [first, second, verdict('HDR-HSTS-03', status)]);
      expect(missed).toEqual([]);
      expect(collateral).toEqual([`HDR-HSTS-03 is ${status}`]);
    });
  }
});
