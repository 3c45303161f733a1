import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { BaselineError, checkProfiles, readBaselines } from '../../reporters/before.ts';
import type { Run } from '../../reporters/run.ts';
import { runWith } from './runs.ts';

/** A file of the running test; anything but text is written as JSON. */
function file(name: string, content: unknown): string {
  const path = test.info().outputPath(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const RUN = runWith({ 'HDR-HSTS-01': 'fail' }, 'pass');
const named = (name: string): Run => ({ ...RUN, profile: { ...RUN.profile, name } });
const read = (path: string) => readBaselines({ PLUMBLINE_BASELINE: path });

test.describe('PLUMBLINE_BASELINE', () => {
  test('need not be set', () => {
    expect(readBaselines({}).size).toBe(0);
    expect(read('').size).toBe(0);
    expect(() => {
      checkProfiles(new Map(), ['staging']);
    }).not.toThrow();
  });

  test('names a run', () => {
    expect(read(file('run.json', RUN))).toEqual(new Map([['staging', RUN]]));
  });

  test('names a folder with a run of each profile', () => {
    file('results/staging/run.json', named('staging'));
    file('results/production/run.json', named('production'));
    file('results/empty/audit.html', 'nothing');
    expect([...read(test.info().outputPath('results')).keys()].toSorted()).toEqual(['production', 'staging']);
  });

  const wrong: [what: string, content: unknown, message: RegExp][] = [
    ['is not JSON', '{"suite": ', /^PLUMBLINE_BASELINE is not JSON: .*run\.json$/],
    ['is empty', '', /^PLUMBLINE_BASELINE is not JSON: .*run\.json$/],
    ['is JSON of another kind', '[]', /^PLUMBLINE_BASELINE is no run .*run\.json: it must be object$/],
    ['lacks a part', { ...RUN, totals: undefined }, /: it must have required property 'totals'$/],
    [
      'has a severity of another time',
      { ...RUN, controls: [{ ...RUN.controls[0], severity: 'grave' }] },
      /: \/controls\/0\/severity must be equal to one of the allowed values$/,
    ],
  ];
  for (const [what, content, message] of wrong) {
    test(`that ${what} is told in one line`, () => {
      const path = file('run.json', content);
      expect(() => read(path)).toThrow(message);
      expect(() => read(path)).toThrow(BaselineError);
    });
  }

  test('that is not there, or a folder without a run, is told in one line', () => {
    const missing = test.info().outputPath('missing.json');
    expect(() => read(missing)).toThrow(/^PLUMBLINE_BASELINE cannot be read: ENOENT: [^\n]*missing\.json'$/);
    file('results/notes.txt', 'no run');
    expect(() => read(test.info().outputPath('results'))).toThrow(
      /^PLUMBLINE_BASELINE holds no <profile>\/run\.json: /,
    );
  });

  test('has to be of a profile of this run', () => {
    const baselines = read(file('run.json', named('production')));
    expect(() => {
      checkProfiles(baselines, ['staging', 'api']);
    }).toThrow(
      'PLUMBLINE_BASELINE holds a run of the profile "production", and this run is of "staging", "api"',
    );
    expect(() => {
      checkProfiles(baselines, ['staging', 'production']);
    }).not.toThrow();
  });
});
