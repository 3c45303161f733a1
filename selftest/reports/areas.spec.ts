import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { catalogue, controlIds, type ControlId, type Status } from '../../controls/index.ts';
import { scoresOf, type AreaId } from '../../reporters/areas.ts';
import type { Run } from '../../reporters/run.ts';
import { HOUSE } from '../runs/run-suite.ts';
import { runWith } from './runs.ts';

function area(run: Run, wanted: AreaId) {
  const found = scoresOf(run).areas.find(({ id }) => id === wanted);
  if (!found) throw new Error(`no area ${wanted}`);
  return found;
}

function family(run: Run, name: string) {
  const found = scoresOf(run)
    .areas.flatMap(({ families }) => families)
    .find((each) => each.family === name);
  if (!found) throw new Error(`no family ${name}`);
  return found;
}

test.describe('Areas', () => {
  test('are five, and every family of the catalogue is in exactly one', () => {
    const families = [...new Set(controlIds.map((id) => catalogue[id].family as string))];
    const { areas } = scoresOf(runWith({}));
    expect(areas).toHaveLength(5);
    expect(areas.flatMap((each) => each.families.map((one) => one.family)).toSorted()).toEqual(
      families.toSorted(),
    );
  });

  test('are explained to a reader with the families that they have', () => {
    const docs = readFileSync(join(HOUSE, 'docs/reading-the-report.md'), 'utf8');
    for (const { title, families } of scoresOf(runWith({})).areas) {
      const names = families.map(({ family: name }) => name).join(', ');
      expect(docs.replace(/ +/g, ' ')).toContain(`| ${title} | ${names}`);
    }
  });

  test('count every control once', () => {
    const { areas, total } = scoresOf(runWith({ 'HDR-HSTS-01': 'fail' }, 'pass'));
    const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
    expect(sum(areas.flatMap(({ counts }) => Object.values(counts)))).toBe(controlIds.length);
    expect(sum(Object.values(total.counts))).toBe(controlIds.length);
    expect(sum(areas.map(({ possible }) => possible))).toBe(total.possible);
    expect(sum(areas.map(({ earned }) => earned))).toBe(total.earned);
  });
});

test.describe('A score', () => {
  test('is weighed by severity: hsts with a high pass, a medium failure and a low pass is 5 of 7', () => {
    const run = runWith({ 'HDR-HSTS-01': 'pass', 'HDR-HSTS-02': 'fail', 'HDR-HSTS-04': 'pass' });
    expect(family(run, 'hsts')).toMatchObject({
      earned: 5,
      possible: 7,
      score: 71,
      verdict: 'fails',
      complete: false,
    });
    expect(area(run, 'tls')).toMatchObject({ earned: 5, possible: 7, score: 71 });
    expect(scoresOf(run).total).toMatchObject({ earned: 5, possible: 7, score: 71 });
  });

  test('is no 100 while one low control of many fails', () => {
    const run = runWith({ 'HDR-HSTS-04': 'fail' }, 'pass');
    expect(scoresOf(run).total.score).toBe(99);
    expect(scoresOf(runWith({}, 'pass')).total.score).toBe(100);
  });

  const earning: [Status, number][] = [
    ['waived', 66],
    ['waiver-expired', 66],
    ['error', 66],
    ['not-evaluated', 100],
    ['not-applicable', 100],
  ];
  for (const [status, score] of earning) {
    test(`is ${score} where a high control passes and a medium one is ${status}`, () => {
      const run = runWith({ 'HDR-HSTS-01': 'pass', 'HDR-HSTS-02': status }, 'not-applicable');
      expect(family(run, 'hsts').score).toBe(score);
    });
  }

  for (const status of ['not-evaluated', 'not-applicable', 'error'] as const) {
    test(`does not exist where every control is ${status}`, () => {
      for (const each of scoresOf(runWith({}, status)).areas) expect(each.score).toBeUndefined();
    });
  }
});

test.describe('The verdict of a family', () => {
  const first: ControlId = 'HDR-HSTS-01';
  const cases: [decided: Status, others: Status, verdict: string][] = [
    ['fail', 'error', 'fails'],
    ['waiver-expired', 'pass', 'fails'],
    ['error', 'pass', 'undecided'],
    ['waived', 'pass', 'waived'],
    ['pass', 'not-evaluated', 'holds'],
    ['not-evaluated', 'not-applicable', 'not-evaluated'],
    ['not-applicable', 'not-applicable', 'not-applicable'],
  ];
  for (const [decided, others, verdict] of cases) {
    test(`is ${verdict} where one control is ${decided} and the others are ${others}`, () => {
      expect(family(runWith({ [first]: decided }, others), 'hsts').verdict).toBe(verdict);
    });
  }
});
