import { XMLParser } from 'fast-xml-parser';
import { expect, test } from '@playwright/test';
import { controlIds, type ControlId } from '../../controls/index.ts';
import { markdownCode, markdownCodeCell, markdownText } from '../../reporters/markup.ts';
import type { TimedVerdict } from '../../reporters/run.ts';
import { block, oneLine } from '../../reporters/text.ts';
import { jsonOf, textOf, valuesOf } from './documents.ts';
import { everyStatus, HOSTILE } from './every-status.ts';

const run = everyStatus();

/** Anything that XML 1.0 §2.2 does not allow, with halves of pairs. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
/** What would reorder, hide or colour text. */
const ACTING = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\t\n])\p{Cc}/u;

test.describe('Text of a target', () => {
  test('is one line of characters that are seen', () => {
    for (const value of HOSTILE) {
      expect(oneLine(value)).not.toMatch(/\p{Cc}/u);
      expect(oneLine(value)).not.toMatch(ACTING);
      expect(block(value)).not.toMatch(ACTING);
      expect(block(value)).not.toMatch(FORBIDDEN);
    }
    expect(oneLine('a\u0000b\u{e0001}\ud800\n')).toBe('a\\u0000b\\u{e0001}\\ud800\\n');
    expect(oneLine('é 漢 😀 ع')).toBe('é 漢 😀 ع');
  });

  test('is cut, and says how long it was', () => {
    expect(oneLine('x'.repeat(1_000_000))).toHaveLength(2000 + '… (1000000 characters)'.length);
    expect(oneLine('😀'.repeat(10), 3)).toBe('😀\\ud83d… (20 characters)');
  });
});

test.describe('Markdown', () => {
  test('shows a value as code, whatever backticks it holds', () => {
    expect(markdownCode('a')).toBe('`a`');
    expect(markdownCode('a `` b')).toBe('```a `` b```');
    expect(markdownCode('`a')).toBe('`` `a ``');
    expect(markdownCode('')).toBe('`  `');
    expect(markdownCodeCell('a|b')).toBe('`a\\|b`');
  });

  test('takes the meaning from other text', () => {
    expect(markdownText('<b> *a* _b_ [c](d) | `e` &amp; #1')).toBe(
      '&lt;b> \\*a\\* \\_b\\_ \\[c\\](d) \\| \\`e\\` &amp;amp; \\#1',
    );
  });

  test('of the summary holds no HTML, link or broken table, whatever the target sends', () => {
    const summary = textOf(run, 'summary.md');
    expect(summary).not.toMatch(ACTING);
    const outsideCode = summary.replace(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/gs, 'CODE');
    expect(outsideCode).not.toMatch(/<|\]\(|https?:/);
    expect(outsideCode).not.toContain('alert(1)');
    expect(summary).toContain('alert(1)');
    const rows = outsideCode.split('\n').filter((line) => line.startsWith('|'));
    const cells = rows.map((row) => row.match(/(?<!\\)\|/g)?.length);
    expect(new Set(cells)).toEqual(new Set([9, 8]));
  });

  test('of the summary is stamped where controls were left out, and tells waivers by their end', () => {
    const summary = textOf(run, 'summary.md');
    expect(summary).toMatch(/^# staging ✘ does not conform · \*\*PARTIAL\*\*$/m);
    const ends = [...summary.matchAll(/^\| (\d{4}-\d\d-\d\d) \|/gm)].map(([, end]) => end);
    expect(ends).toEqual(['2020-01-01', '2026-12-24', '2027-02-01', '2999-12-31']);
    expect(summary).toContain('remedy (nginx): `add_header Strict-Transport-Security');
  });

  test('of the summary names every failure, and stays small where all fail at length', () => {
    const verdicts = controlIds.map((id, index): TimedVerdict => failing(id, index));
    const summary = textOf(everyStatus({ verdicts }), 'summary.md');
    expect(Buffer.byteLength(summary)).toBeLessThan(120_000);
    expect(
      controlIds.filter((id) => !summary.includes(`**${id}**`) && !summary.includes(`### ${id} `)),
    ).toEqual([]);
  });
});

function failing(control: ControlId, index: number): TimedVerdict {
  const finding = { subject: `GET /${index}`, expected: 'e'.repeat(5000), observed: 'é'.repeat(5000) };
  const verdict = {
    control,
    status: 'fail',
    reason: 'r',
    findings: Array(9).fill(finding),
    evidence: [],
  } as const;
  return { verdict, durationMs: 1 };
}

test.describe('JUnit', () => {
  test('is XML that every parser takes, and keeps what was observed', () => {
    const xml = textOf(run, 'junit.xml');
    expect(xml).not.toMatch(FORBIDDEN);
    expect(xml).not.toMatch(ACTING);
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ')).toBe(true);
    // Outside markup there is neither a bare ampersand nor an angle bracket.
    expect(xml.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos);)/);
    const read = new XMLParser({ ignoreAttributes: false, processEntities: true }).parse(xml) as object;
    expect(JSON.stringify(read)).toContain(JSON.stringify(oneLine(HOSTILE[0])).slice(1, -1));
  });

  test('shows a waived control as skipped, with its waiver and its real result', () => {
    const [waived = ''] =
      /<testcase [^>]*name="HDR-HSTS-03 .*?<\/testcase>/s.exec(textOf(run, 'junit.xml')) ?? [];
    expect(waived).toContain('<skipped message="waived: known (owner o');
    expect(waived).toMatch(/<system-out>It fails, and is waived\.\nExpected: .*\nObserved: GET \/page-0/);
    expect(waived).not.toContain('<failure');
  });
});

test.describe('SARIF', () => {
  const sarif = jsonOf(run, 'results.sarif');

  test('keeps braces and brackets of a target from being placeholders and links', () => {
    const messages = valuesOf(sarif, 'message').map((message) => (message as { text: string }).text);
    expect(messages.join('')).toContain('{{0}}');
    expect(messages.map((message) => message.replaceAll(/\{\{|\}\}|\\[[\]\\]/g, '')).join('')).not.toMatch(
      /[{}[\]]/,
    );
  });

  test('has levels by severity, and `none` for what could not be decided', () => {
    const results = valuesOf(sarif, 'results').flat() as { ruleId: string; kind: string; level: string }[];
    const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;
    for (const { ruleId, kind, level } of results) {
      const control = run.controls.find(({ id }) => id === ruleId);
      expect(level, ruleId).toBe(kind === 'open' ? 'none' : levels[control?.severity ?? 'critical']);
    }
    expect(results.length).toBeGreaterThan(6);
  });

  test('points each index at the rule of that id', () => {
    const rules = (valuesOf(sarif, 'rules')[0] as { id: string }[]).map(({ id }) => id);
    const results = valuesOf(sarif, 'results').flat() as { ruleId: string; ruleIndex: number }[];
    const descriptors = [...valuesOf(sarif, 'descriptor'), ...valuesOf(sarif, 'associatedRule')] as {
      id: string;
      index?: number;
    }[];
    expect(results.map(({ ruleIndex }) => rules[ruleIndex])).toEqual(results.map(({ ruleId }) => ruleId));
    const indexed = descriptors.filter(({ index }) => index !== undefined);
    expect(indexed.length).toBeGreaterThan(200);
    expect(indexed.map(({ index }) => rules[index ?? -1])).toEqual(indexed.map(({ id }) => id));
  });

  test('suppresses what is waived, with the end of the waiver, and nothing else', () => {
    const results = valuesOf(sarif, 'results').flat() as {
      ruleId: string;
      suppressions: { properties: { expires: string } }[];
    }[];
    const suppressed = results.filter(({ suppressions }) => suppressions.length > 0);
    expect(
      suppressed.map(({ ruleId, suppressions }) => [ruleId, suppressions[0]?.properties.expires]),
    ).toEqual([
      ['HDR-HSTS-03', '2999-12-31'],
      ['HDR-HSTS-05', '2027-02-01'],
    ]);
  });

  test('has fingerprints that stay where the target moves, and differ by control', () => {
    const fingerprints = valuesOf(sarif, 'partialFingerprints').map((value) => JSON.stringify(value));
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
    const moved = jsonOf({ ...run, target: 'https://localhost:1' }, 'results.sarif');
    expect(valuesOf(moved, 'partialFingerprints').map((value) => JSON.stringify(value))).toEqual(
      fingerprints,
    );
  });
});
