import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@playwright/test';
import type { ControlId, Status } from '../../controls/index.ts';
import { buildRun, type Run } from '../../reporters/run.ts';
import { summary } from '../../reporters/summary.ts';
import { terminalOf, wrapped } from '../../reporters/terminal.ts';
import { SAMPLE } from './run-sample.ts';

const LOST = 'Nothing listens on 127.0.0.1:1 (ECONNREFUSED): is the target running, and is the port right?';

function runOf(
  decided: Partial<Record<ControlId, { status: Status; reason?: string; observed?: string[] }>>,
): Run {
  return buildRun({
    ...SAMPLE,
    verdicts: Object.entries(decided).map(([control, { status, reason = '', observed = [] }]) => ({
      verdict: {
        control: control as ControlId,
        status,
        reason,
        findings: observed.map((text) => ({ subject: 'GET /x → 200', expected: 'a field', observed: text })),
        evidence: [],
        target: 'https://localhost:1',
        stack: 'external',
      },
      durationMs: 1,
    })),
    interrupted: false,
  });
}

const plain = (run: Run, columns = Infinity) => summary({ run }, { colour: false, columns });

test.describe('The summary', () => {
  test('names the profile and the target', () => {
    const [, headline] = plain(runOf({ 'HDR-HSTS-01': { status: 'pass' } })).split('\n');
    expect(headline).toBe('Plumbline 1.2.3  profile staging abcdef012345  https://localhost:1 (external)');
    expect(plain(runOf({}))).toContain('no target was reached');
  });

  test('shows what was expected once, and what was observed', () => {
    const text = plain(
      runOf({ 'HDR-HSTS-01': { status: 'fail', observed: ['one', 'two', 'three', 'four', 'five'] } }),
    );
    expect(text).toContain(
      [
        'FAIL  HDR-HSTS-01  HSTS is sent on every HTTPS response (high)',
        '      Expected   a field',
        '      Observed   GET /x → 200: one',
        '      Observed   GET /x → 200: two',
        '      Observed   GET /x → 200: three',
        '                 and 2 more in run.json',
        '      Why        ',
      ].join('\n'),
    );
    expect(text).toMatch(/^ {6}Remedy {5}\(nginx, for example\) /m);
    expect(text).toMatch(/^ {6}Reference {2}RFC 6797/m);
  });

  test('tells one dead target once', () => {
    const text = plain(
      runOf({
        'HDR-HSTS-01': { status: 'error', reason: LOST },
        'HDR-HSTS-02': { status: 'error', reason: LOST },
        'HDR-HSTS-06': { status: 'error', reason: 'another reason' },
      }),
    );
    expect(text).toContain(
      `ERROR  2 controls\n      Reason     ${LOST}\n      Controls   HDR-HSTS-01, HDR-HSTS-02\n`,
    );
    expect(text).toContain(
      'ERROR  HDR-HSTS-06  HSTS is not sent over plain HTTP (low)\n      Reason     another reason\n',
    );
  });

  test('keeps the real result of a waived control visible', () => {
    const waived = {
      'HDR-HSTS-01': { status: 'waived', reason: 'known (owner o)', observed: ['none'] },
    } as const;
    const text = plain(runOf({ 'HDR-HSTS-01': { ...waived['HDR-HSTS-01'], observed: ['none'] } }));
    expect(text).toContain('WAIVED  HDR-HSTS-01  ');
    expect(text).toContain('      Observed   GET /x → 200: none\n      Waiver     known (owner o)\n');
  });

  test('says what a pass could not look at, and why a control was not evaluated', () => {
    const text = plain(
      runOf({
        'HDR-HSTS-01': { status: 'pass', reason: 'not looked at: burst' },
        'HDR-HSTS-06': { status: 'not-evaluated', reason: 'the target has no plain-http entry' },
      }),
    );
    expect(text).toMatch(/^NOTE {2}HDR-HSTS-01 .*\n {6}Reason {5}not looked at: burst$/m);
    expect(text).toMatch(
      /^NOT EVALUATED {2}HDR-HSTS-06 .*\n {6}Reason {5}the target has no plain-http entry$/m,
    );
  });

  test('leaves out families that the command line left out, and counts them', () => {
    const text = plain(runOf({ 'HDR-HSTS-01': { status: 'pass' } }));
    expect(text.match(/^ {2}[✔✘–] /gm)).toHaveLength(1);
    expect(text).toMatch(/^\d+ controls: \d+ not-evaluated · 1 pass {2}PARTIAL$/m);
  });

  test('keeps to the width of the terminal, its columns aligned', () => {
    const run = runOf({
      'HDR-HSTS-01': { status: 'fail', observed: [`max-age=1 ${'word '.repeat(60)}end`] },
      'HDR-HSTS-02': { status: 'error', reason: LOST },
    });
    const blocks = plain(run, 80)
      .split('\n')
      .filter((line) => line.startsWith('      '));
    expect(Math.max(...blocks.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(blocks.filter((line) => !/^ {6}(\S+ +| {11})\S/.test(line))).toEqual([]);
    expect(blocks.map((line) => line.slice(17)).join(' ')).toContain(LOST);
  });

  test('is coloured without a change of its text', () => {
    const run = runOf({
      'HDR-HSTS-01': { status: 'fail', observed: ['none'] },
      'HDR-HSTS-02': { status: 'pass' },
    });
    const coloured = summary({ run }, { colour: true, columns: 80 });
    expect(coloured).toContain('\u001b[31m');
    expect(stripVTControlCharacters(coloured)).toBe(plain(run, 80));
  });
});

test.describe('Wrapped text', () => {
  test('breaks at spaces and keeps every word', () => {
    expect(wrapped('aaa bb c dddd', 6)).toEqual(['aaa bb', 'c dddd']);
    expect(wrapped('a-word-that-is-too-long x', 6)).toEqual(['a-word-that-is-too-long', 'x']);
    expect(wrapped('', 6)).toEqual(['']);
  });
});

test.describe('The terminal', () => {
  const variables = ['FORCE_COLOR', 'NO_COLOR'] as const;
  const before = variables.map((name) => process.env[name]);

  test.beforeEach(() => {
    for (const name of variables) Reflect.deleteProperty(process.env, name);
  });

  test.afterAll(() => {
    for (const [index, name] of variables.entries()) {
      const value = before[index];
      if (value !== undefined) process.env[name] = value;
    }
  });

  test('has colours where a person looks, and its own width', () => {
    expect(terminalOf({ isTTY: true, columns: 80 })).toEqual({ colour: true, columns: 80 });
    expect(terminalOf({})).toEqual({ colour: false, columns: Infinity });
  });

  test('obeys FORCE_COLOR and NO_COLOR', () => {
    process.env['NO_COLOR'] = '1';
    expect(terminalOf({ isTTY: true }).colour).toBe(false);
    process.env['FORCE_COLOR'] = '1';
    expect(terminalOf({}).colour).toBe(true);
    process.env['FORCE_COLOR'] = '0';
    expect(terminalOf({ isTTY: true }).colour).toBe(false);
  });
});
