import { expect, test } from '@playwright/test';
import { compareRuns } from '../../reporters/comparison.ts';
import { withHistory } from '../../reporters/history.ts';
import type { Run } from '../../reporters/run.ts';
import { sinceLine } from '../../reporters/since.ts';
import { summary } from '../../reporters/summary.ts';
import { SAMPLE } from '../unit/run-sample.ts';
import { runWith } from './runs.ts';

const at = (day: string) => ({
  startedAt: new Date(`${day}T12:00:00Z`),
  finishedAt: new Date(`${day}T12:01:00Z`),
});
const FIRST = at('2026-11-01');
const SECOND = at('2026-11-10');
const THIRD = at('2026-11-22');

const ids = (changes: readonly { id: string }[]) => changes.map(({ id }) => id);

test.describe('Two runs', () => {
  test('that are alike differ in nothing', () => {
    const comparison = compareRuns(runWith({}, 'pass', SECOND), runWith({}, 'pass', FIRST));
    expect(comparison).toEqual({
      before: {
        startedAt: '2026-11-01T12:00:00.000Z',
        target: 'https://example.com',
        completeness: 'complete',
        profile: 'staging',
      },
      newFailures: [],
      fixed: [],
      stillFailing: [],
      unknown: [],
      otherChanges: [],
      added: [],
      removed: [],
      waivers: { added: [], removed: [], changed: [] },
      sections: { added: [], removed: [], changed: [] },
      suite: undefined,
      target: undefined,
      profile: undefined,
      caveats: [],
    });
    expect(sinceLine(comparison)).toBe('since 2026-11-01: no failure is new, none is fixed');
  });

  test('tell new failures, fixed ones and those that stay, waived or not', () => {
    const before = runWith(
      { 'HDR-HSTS-01': 'fail', 'HDR-HSTS-02': 'fail', 'HDR-HSTS-03': 'waived' },
      'pass',
      FIRST,
    );
    const run = runWith(
      {
        'HDR-HSTS-02': 'waived',
        'HDR-HSTS-03': 'waiver-expired',
        'HDR-HSTS-04': 'fail',
        'HDR-HSTS-05': 'waived',
      },
      'pass',
      SECOND,
    );
    const comparison = compareRuns(run, before);
    expect(comparison.newFailures.map(({ id, before: was, now }) => [id, was, now])).toEqual([
      ['HDR-HSTS-04', 'pass', 'fail'],
      ['HDR-HSTS-05', 'pass', 'waived'],
    ]);
    expect(ids(comparison.fixed)).toEqual(['HDR-HSTS-01']);
    expect(comparison.stillFailing).toMatchObject([
      { id: 'HDR-HSTS-02', before: 'fail', now: 'waived', since: '2026-11-01T12:00:00.000Z', days: 9 },
      {
        id: 'HDR-HSTS-03',
        before: 'waived',
        now: 'waiver-expired',
        since: '2026-11-01T12:00:00.000Z',
        days: 9,
      },
    ]);
    expect(sinceLine(comparison)).toBe('since 2026-11-01: 2 new failures, 1 fixed, 2 still failing');
  });

  for (const status of ['not-evaluated', 'error'] as const) {
    test(`call a failure that is ${status} now unknown, not fixed`, () => {
      const run = runWith({ 'HDR-HSTS-01': status }, 'pass', SECOND);
      const comparison = compareRuns(run, runWith({ 'HDR-HSTS-01': 'fail' }, 'pass', FIRST));
      expect(ids(comparison.fixed)).toEqual([]);
      expect(ids(comparison.unknown)).toEqual(['HDR-HSTS-01']);
    });
  }

  test('call a failure that the profile no longer asks about another change, not fixed', () => {
    const comparison = compareRuns(
      runWith({ 'HDR-HSTS-01': 'not-applicable', 'HDR-HSTS-02': 'error' }, 'pass', SECOND),
      runWith({ 'HDR-HSTS-01': 'fail' }, 'pass', FIRST),
    );
    expect(comparison.fixed).toEqual([]);
    expect(ids(comparison.otherChanges)).toEqual(['HDR-HSTS-01', 'HDR-HSTS-02']);
  });

  test('put each control into one list at most', () => {
    const states = [
      'pass',
      'fail',
      'waived',
      'waiver-expired',
      'not-applicable',
      'not-evaluated',
      'error',
    ] as const;
    for (const was of states) {
      for (const now of states) {
        const { newFailures, fixed, stillFailing, unknown, otherChanges, added, removed } = compareRuns(
          runWith({ 'HDR-HSTS-01': now }, 'pass', SECOND),
          runWith({ 'HDR-HSTS-01': was }, 'pass', FIRST),
        );
        const lists = [newFailures, fixed, stillFailing, unknown, otherChanges, added, removed];
        const failing = ['fail', 'waived', 'waiver-expired'];
        const isTold = was !== now || failing.includes(was);
        expect(lists.flat(), `${was} → ${now}`).toHaveLength(Number(isTold));
      }
    }
  });

  test('know controls that are new in the catalogue, and those that are gone', () => {
    const full = runWith({ 'HDR-HSTS-01': 'fail' }, 'pass', FIRST);
    const without = (run: Run, ...gone: string[]): Run => ({
      ...run,
      controls: run.controls.filter(({ id }) => !gone.includes(id)),
    });
    const grown = compareRuns(full, without(full, 'HDR-HSTS-01', 'HDR-HSTS-02'));
    expect(grown.newFailures).toMatchObject([{ id: 'HDR-HSTS-01', before: undefined, now: 'fail' }]);
    expect(grown.added).toMatchObject([{ id: 'HDR-HSTS-02', before: undefined, now: 'pass' }]);
    const shrunk = compareRuns(without(full, 'HDR-HSTS-01'), full);
    expect(shrunk.removed).toMatchObject([{ id: 'HDR-HSTS-01', before: 'fail', now: undefined }]);
    expect(shrunk.fixed).toEqual([]);
  });

  test('of two targets are compared, and say so first', () => {
    const run = runWith({}, 'pass', SECOND);
    const other = { ...runWith({}, 'pass', FIRST), target: 'https://www.example.com' };
    const comparison = compareRuns(run, other);
    expect(comparison.target).toEqual({ before: 'https://www.example.com', now: 'https://example.com' });
    expect(comparison.caveats).toEqual([
      'The two runs are of different targets: https://www.example.com before, https://example.com now.',
    ]);
    expect(sinceLine(comparison)).toContain('(a run of https://www.example.com)');
  });

  test('of a stack of ours are of one target, whatever its port', () => {
    const ours = (run: Run, port: number): Run => ({
      ...run,
      stack: 'embedded',
      target: `https://localhost:${port}`,
    });
    const comparison = compareRuns(ours(runWith({}, 'pass', SECOND), 1), ours(runWith({}, 'pass', FIRST), 2));
    expect(comparison).toMatchObject({ target: undefined, caveats: [] });
  });

  test('say where one of them is partial, or the earlier is the later', () => {
    const { caveats } = compareRuns(
      runWith({}, 'pass', FIRST),
      runWith({ 'HDR-HSTS-01': 'pass' }, 'not-evaluated', SECOND),
    );
    expect(caveats).toEqual([
      'The run compared with began later than this one.',
      'The earlier run is partial: what it did not look at counts neither as failing nor as fixed.',
    ]);
  });
});

test.describe('The profile', () => {
  const waiver = {
    control: 'HDR-HSTS-01',
    reason: 'known',
    owner: 'web team',
    approver: 'security team',
    ticket: 'WEB-1',
    expires: '2026-12-31',
  };
  const withProfile = (profile: Partial<Run['profile']>, version = '1.2.3'): Run => ({
    ...runWith({}, 'pass'),
    profile: { ...SAMPLE.profile, ...profile },
    suite: { name: 'plumbline', version },
  });

  test('shows waivers that came, went and were changed', () => {
    const kept = { ...waiver, scope: ['GET /a', 'GET /b'] };
    const { waivers } = compareRuns(
      withProfile({
        waivers: [
          { ...waiver, expires: '2027-06-30', owner: 'api team' },
          { ...kept, scope: ['GET /b', 'GET /a'] },
          { ...waiver, control: 'HDR-XFO-01' },
        ],
      }),
      withProfile({ waivers: [waiver, kept, { ...waiver, control: 'TLS-VERSION-01' }] }),
    );
    expect(waivers.added.map(({ control }) => control)).toEqual(['HDR-XFO-01']);
    expect(waivers.removed.map(({ control }) => control)).toEqual(['TLS-VERSION-01']);
    expect(waivers.changed).toMatchObject([
      { before: { expires: '2026-12-31' }, now: { expires: '2027-06-30' }, fields: ['owner', 'expires'] },
    ]);
  });

  test('shows sections that came, went and were changed, and the version of the suite', () => {
    const { sections, suite } = compareRuns(
      withProfile({ sections: { tls: 'a', cors: 'b', headers: 'c' } }, '2.0.0'),
      withProfile({ sections: { tls: 'a', cors: 'x', cookies: 'd' } }),
    );
    expect(sections).toEqual({ added: ['headers'], removed: ['cookies'], changed: ['cors'] });
    expect(suite).toEqual({ before: '1.2.3', now: '2.0.0' });
  });
});

test.describe('The age of a failure', () => {
  const since = (run: Run, id = 'HDR-HSTS-01') =>
    run.controls.find((control) => control.id === id)?.failingSince;

  test('is taken over from run to run, through one that could not look', () => {
    const first = withHistory(runWith({ 'HDR-HSTS-01': 'fail' }, 'pass', FIRST), undefined);
    expect(since(first)).toBeUndefined();
    const second = withHistory(runWith({ 'HDR-HSTS-01': 'error' }, 'pass', SECOND), first);
    expect(since(second)).toBe('2026-11-01T12:00:00.000Z');
    const third = withHistory(runWith({ 'HDR-HSTS-01': 'waived' }, 'pass', THIRD), second);
    expect(since(third)).toBe('2026-11-01T12:00:00.000Z');
    expect(compareRuns(third, second).stillFailing).toMatchObject([
      { id: 'HDR-HSTS-01', before: 'error', now: 'waived', since: '2026-11-01T12:00:00.000Z', days: 21 },
    ]);
  });

  for (const status of ['pass', 'not-applicable'] as const) {
    test(`ends with a run in which the control is ${status}`, () => {
      const first = runWith({ 'HDR-HSTS-01': 'fail' }, 'pass', FIRST);
      const second = withHistory(runWith({ 'HDR-HSTS-01': status }, 'pass', SECOND), first);
      const third = withHistory(runWith({ 'HDR-HSTS-01': 'fail' }, 'pass', THIRD), second);
      expect(since(second)).toBeUndefined();
      expect(since(third)).toBeUndefined();
      expect(ids(compareRuns(third, second).newFailures)).toEqual(['HDR-HSTS-01']);
    });
  }

  test('is not taken over from another target or another profile', () => {
    const first = runWith({ 'HDR-HSTS-01': 'fail' }, 'pass', FIRST);
    const second = runWith({ 'HDR-HSTS-01': 'fail' }, 'pass', SECOND);
    const elsewhere = { ...first, target: 'https://www.example.com' };
    const otherwise = { ...first, profile: { ...first.profile, name: 'production' } };
    expect(since(withHistory(second, first))).toBe('2026-11-01T12:00:00.000Z');
    expect(since(withHistory(second, elsewhere))).toBeUndefined();
    expect(since(withHistory(second, otherwise))).toBeUndefined();
  });

  test('stands in the summary, with what changed', () => {
    const before = runWith({ 'HDR-HSTS-01': 'fail' }, 'pass', FIRST);
    const run = withHistory(runWith({ 'HDR-HSTS-01': 'fail' }, 'pass', SECOND), before);
    const text = summary({ run, before }, { colour: false, columns: Infinity });
    expect(text).toContain('      Since      2026-11-01T12:00:00.000Z\n');
    expect(text).toMatch(/\nsince 2026-11-01: 1 still failing\n$/);
  });
});
