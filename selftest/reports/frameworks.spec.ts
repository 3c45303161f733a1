import { expect, test } from '@playwright/test';
import { catalogue, controlIds, type Control, type ControlId } from '../../controls/index.ts';
import {
  frameworks,
  frameworkViews,
  reasonUnmapped,
  requirementsOf,
  type FrameworkId,
} from '../../reporters/frameworks/index.ts';
import type { Run } from '../../reporters/run.ts';
import { runWith } from './runs.ts';

const mapped = (id: ControlId, framework: FrameworkId) => {
  const { direct, supporting } = requirementsOf(id, framework);
  return [...direct, ...supporting];
};

function requirement(run: Run, framework: FrameworkId, id: string) {
  const view = frameworkViews(run).find((each) => each.id === framework);
  const found = view?.requirements.find((each) => each.id === id);
  if (!found) throw new Error(`no ${framework} ${id}`);
  return found;
}

test.describe('The mapping', () => {
  test('holds a requirement, or a reason for none, of every control, and never both', () => {
    const wrong = controlIds.filter((id) => {
      const isMapped = frameworks.some((framework) => mapped(id, framework.id).length > 0);
      return isMapped === (reasonUnmapped(id) !== undefined);
    });
    expect(wrong).toEqual([]);
  });

  test('has no requirement without a control', () => {
    const unused = frameworks.flatMap(({ id, requirements }) => {
      const used = new Set(controlIds.flatMap((control) => mapped(control, id)));
      return Object.keys(requirements).filter((each) => !used.has(each));
    });
    expect(unused).toEqual([]);
  });

  test('names a requirement as direct or as supporting, not as both', () => {
    for (const { id } of frameworks) {
      for (const control of controlIds) {
        expect(new Set(mapped(control, id)).size, `${control} ${id}`).toBe(mapped(control, id).length);
      }
    }
  });

  test('agrees with what the catalogue refers to', () => {
    const missing = controlIds
      // The cost of a measure is measured there; that says nothing about the requirement behind the measure.
      .filter((id) => catalogue[id].family !== 'latency')
      .flatMap((id) => {
        const { references }: Control = catalogue[id];
        return references
          .flatMap((reference) => /^ASVS (v5\.0\.0-[\d.]+)$/.exec(reference)?.[1] ?? [])
          .filter((each) => !mapped(id, 'asvs').includes(each))
          .map((each) => `${id} ${each}`);
      });
    expect(missing).toEqual([]);
  });

  const exact: [ControlId, FrameworkId, direct: string[], supporting: string[]][] = [
    ['HDR-HSTS-01', 'asvs', ['v5.0.0-3.4.1'], ['v5.0.0-12.2.1']],
    ['HDR-HSTS-04', 'asvs', [], ['v5.0.0-3.7.4', 'v5.0.0-12.2.1']],
    ['HDR-XFO-01', 'asvs', [], ['v5.0.0-3.4.6']],
    ['DB-TLS-01', 'hipaa', ['164.312(e)(1)'], ['164.312(e)(2)(i)', '164.312(e)(2)(ii)']],
    ['RATE-LIMIT-01', 'pci-dss', [], ['6.2.4', '6.4.2', '8.3.4']],
    ['RATE-FIELDS-01', 'soc2', [], []],
  ];
  for (const [control, framework, direct, supporting] of exact) {
    test(`is exact for ${control} in ${framework}`, () => {
      expect(requirementsOf(control, framework)).toEqual({ direct, supporting });
    });
  }
});

test.describe('A framework view', () => {
  test('says of each framework that it is evidence and no verdict, and what cannot be judged', () => {
    const views = frameworkViews(runWith({}));
    expect(views.map(({ id }) => id)).toEqual([
      'soc2',
      'hipaa',
      'pci-dss',
      'gdpr',
      'asvs',
      'nist-800-53',
      'iso-27001',
    ]);
    for (const { statement, beyond, source } of views) {
      expect(statement).toMatch(/^Evidence, not a compliance verdict: /);
      expect(beyond.length).toBeGreaterThan(2);
      expect(source).not.toBe('');
    }
  });

  test('has each control with its status at its requirements, direct and supporting apart', () => {
    const hsts = requirement(
      runWith({ 'HDR-HSTS-01': 'pass', 'HDR-HSTS-02': 'fail' }),
      'asvs',
      'v5.0.0-3.4.1',
    );
    expect(hsts).toMatchObject({ level: 1, reach: 'full' });
    expect(hsts.direct).toEqual({
      says: 'contradicts',
      partly: true,
      controls: [
        { id: 'HDR-HSTS-01', status: 'pass' },
        { id: 'HDR-HSTS-02', status: 'fail' },
        { id: 'HDR-HSTS-03', status: 'not-evaluated' },
      ],
    });
    expect(hsts.supporting).toEqual({
      says: 'not looked at',
      partly: true,
      controls: [{ id: 'HDR-HSTS-05', status: 'not-evaluated' }],
    });
  });

  const said = [
    ['pass', 'supports', false],
    ['fail', 'contradicts', false],
    ['waived', 'contradicts', false],
    ['waiver-expired', 'contradicts', false],
    ['error', 'not looked at', true],
    ['not-evaluated', 'not looked at', true],
    ['not-applicable', 'not looked at', false],
  ] as const;
  for (const [status, says, partly] of said) {
    test(`reads ${says} where all controls are ${status}`, () => {
      for (const view of frameworkViews(runWith({}, status))) {
        for (const each of view.requirements) {
          const backings = [each.direct, each.supporting].filter(({ controls }) => controls.length > 0);
          expect(backings.map((backing) => [backing.says, backing.partly])).toEqual(
            backings.map(() => [says, partly]),
          );
        }
      }
    });
  }

  test('has totals that are those of its requirements', () => {
    const run = runWith({ 'HDR-HSTS-01': 'fail', 'TLS-VERSION-01': 'pass', 'EXP-ENV-01': 'error' });
    for (const { requirements, totals } of frameworkViews(run)) {
      for (const kind of ['direct', 'supporting'] as const) {
        const backed = requirements.filter((each) => each[kind].controls.length > 0);
        const sum = Object.values(totals[kind]).reduce((all, count) => all + count, 0);
        expect(sum).toBe(backed.length);
        expect(totals[kind].contradicts).toBe(
          backed.filter((each) => each[kind].controls.some(({ status }) => status === 'fail')).length,
        );
      }
    }
  });
});
