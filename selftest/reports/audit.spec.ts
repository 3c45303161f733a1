import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { controlIds } from '../../controls/index.ts';
import { html, plain, wire } from '../../reporters/audit/html.ts';
import { auditPage } from '../../reporters/audit/index.ts';
import { commandOf, verdict } from '../../reporters/audit/opening.ts';
import type { Report } from '../../reporters/output.ts';
import type { Run } from '../../reporters/run.ts';
import { sampleReport, sampleRun } from './audit-sample.ts';
import { HOSTILE, hostileReport, withTexts } from './hostile.ts';

function pageOf(report: Report): string {
  const [file] = auditPage(report);
  return String(file?.content);
}

/** What a reader sees, near enough. */
function textOf(page: string): string {
  const body = page
    .slice(page.indexOf('<body>'))
    .replace(/<\/(?:td|th|dt|dd|p|li|h\d|div|caption|pre)>/g, ' ')
    .replace(/<[^>]*>/g, '');
  return body.replace(/\s+/g, ' ');
}

/** The elements of a page in their order, without the marks that hostile characters get. */
function elementsOf(page: string): string[] {
  const unmarked = page.replace(/<span class="(?:unseen|cut)">[^<]*<\/span>/g, '');
  return (unmarked.match(/<\/?[a-z][a-z0-9]*\b/gi) ?? []).map((tag) => tag.toLowerCase());
}

/** Whether each element that is opened is closed in its place. */
function isWellFormed(page: string): boolean {
  const open: string[] = [];
  for (const [, end, name = '', rest = ''] of page.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>/g,
  )) {
    if (end === '/') {
      if (open.pop() !== name) return false;
    } else if (!rest.endsWith('/') && name !== 'br') open.push(name);
  }
  const text = page.replace(/<(?:!doctype|\/?[a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>/g, '');
  return open.length === 0 && !text.includes('<');
}

test.describe('The audit page', () => {
  test('is the same for the same report, and well-formed', () => {
    expect(pageOf(sampleReport())).toBe(pageOf(sampleReport()));
    expect(isWellFormed(pageOf(sampleReport()))).toBe(true);
  });

  test('has every control in the ledger once, and a sum that is their number', () => {
    const page = pageOf({ run: sampleRun() });
    const ids = [...page.matchAll(/id="ledger-([A-Z]+-[A-Z0-9]+-\d\d)"/g)].map(([, id]) => id);
    expect(ids.toSorted()).toEqual([...controlIds].sort());
    const [, terms = '', sum] = /id="ledger-sum"\s*>\s*(.*?) =\s*<b>(\d+) controls<\/b>/s.exec(page) ?? [];
    const numbers = terms.split('+').map((term) => Number.parseInt(term.trim(), 10));
    expect(numbers.reduce((total, number) => total + number, 0)).toBe(controlIds.length);
    expect(Number(sum)).toBe(controlIds.length);
    expect(numbers.toSorted()).toEqual(Object.values(sampleRun().totals).toSorted());
  });

  test('shows what fails first, with the exchange, the reason to care and the way out', () => {
    const text = textOf(pageOf(sampleReport()));
    const failing = text.slice(text.indexOf('What fails', text.indexOf('Score by area')));
    expect(failing.indexOf('HDR-HSTS-01')).toBeLessThan(failing.indexOf('COOKIE-SECURE-01'));
    expect(failing).toContain('Expected Strict-Transport-Security with max-age of at least 31536000');
    expect(failing).toContain('Observed GET / → 200: no Strict-Transport-Security');
    expect(failing).toContain('and 2 more findings in run.json');
    expect(failing).toContain('GET https://www.example.com/ host: www.example.com');
    expect(failing).toContain('authorization: [redacted]');
    expect(failing).toContain('HTTP/1.1 200 OK Content-Type: text/html');
    expect(failing).toContain('Evidence: 3 observations of 12; run.json has all');
    expect(failing).toContain('Remedy (nginx) add_header Strict-Transport-Security');
    expect(failing).toContain('2 controls could not be decided, for one reason');
  });

  test('orders waivers by their end, and says which have expired and which nobody needs', () => {
    const text = textOf(pageOf({ run: sampleRun() }));
    const table = text.slice(text.indexOf('3 waivers, the next to expire first'));
    const [expired = '', valid = '', unneeded = ''] = table
      .split(/(?=COOKIE-SECURE-01|HDR-XFO-01|HDR-XCTO-01)/)
      .slice(1);
    expect(expired).toMatch(/COOKIE-SECURE-01.*2026-10-31 ?Expired 22 days before this run/);
    expect(valid).toMatch(/HDR-XFO-01.*2026-12-10 ?18 days left, soon.*Observed GET \/ → 200: ALLOWALL/);
    expect(unneeded).toMatch(/HDR-XCTO-01.*2027-06-30 ?Not needed: the control passes/);
  });

  test('draws certificates and budgets, and holds the same in tables', () => {
    const page = pageOf({ run: sampleRun() });
    expect(page.match(/<svg[^>]*role="img"/g)).toHaveLength(3);
    const text = textOf(page);
    expect(text).toContain('CN=www.example.com The server’s own 2026-09-01 2026-12-14 21 days left: due');
    expect(text).toContain(
      'https over plain http, new connections, p50 +0.71 ms +0.69 ms to +0.74 ms +0.50 ms 142 %',
    );
    expect(text).toContain('GET /health, 200 requests a second, p99 30.50 ms 25 ms 122 %');
  });

  test('keeps what a target sent in its place', () => {
    const hostile = pageOf(hostileReport(sampleReport()));
    const harmless = pageOf(withTexts(sampleReport(), (index) => `${index} harmless`));
    expect(isWellFormed(hostile)).toBe(true);
    expect(isWellFormed(hostile.replace('&lt;script', '<script'))).toBe(false);
    expect(elementsOf(hostile)).toEqual(elementsOf(harmless));
  });

  test('stays small whatever a target sends', () => {
    expect(pageOf(hostileReport(sampleReport())).length).toBeLessThan(2_000_000);
    const [evidence] = sampleRun().controls.flatMap((control) => control.evidence);
    const run = sampleRun();
    const many = Array.from({ length: 500 }, (_, index) => ({
      kind: 'http',
      ...evidence,
      subject: `${index}`,
    }));
    const controls = run.controls.map((control) => ({
      ...control,
      status: 'fail' as const,
      observed: many.map(({ subject }) => `${subject}: seen`),
      expected: many.map(() => 'another'),
      evidence: many,
    }));
    expect(pageOf({ run: { ...run, controls } }).length).toBeLessThan(4_000_000);
  });
});

test.describe('The verdict in a sentence', () => {
  const totals = (changed: Partial<Run['totals']>): Run => {
    const run = sampleRun({});
    return { ...run, totals: { ...run.totals, ...changed } };
  };

  test('never says more than was seen', () => {
    const none = controlIds.length;
    expect(verdict(totals({}))).toMatch(/^Nothing is shown to conform/);
    expect(verdict(totals({ 'not-applicable': none - 1, pass: 1 }))).toMatch(
      /conforms .*the one evaluated control holds\.$/,
    );
    expect(verdict(totals({ 'not-applicable': none - 3, pass: 2, waived: 1 }))).toMatch(
      /but for 1 known failure with a valid waiver/,
    );
    expect(verdict(totals({ 'not-applicable': none - 3, pass: 2, error: 1 }))).toMatch(
      /is not shown to conform .* 1 control could not be decided/,
    );
    expect(verdict(totals({ 'not-applicable': none - 3, pass: 1, fail: 1, 'waiver-expired': 1 }))).toMatch(
      /does not conform .*of 3 evaluated controls, 1 control failed and the waiver of 1 failure has expired/,
    );
  });

  test('comes with a command that repeats the run', () => {
    const run = sampleRun();
    const execution = {
      ...run.execution,
      arguments: ['--project=staging', '--grep', "it's"],
      settings: { PLUMBLINE_TARGET: 'https://a.example' },
    };
    expect(commandOf({ ...run, execution })).toBe(
      `PLUMBLINE_TARGET=https://a.example npx playwright test --project=staging --grep 'it'\\''s'`,
    );
  });
});

test.describe('A template of markup', () => {
  test('escapes what is not markup', () => {
    expect(html`<p>${'<b>&"\''}</p>`.toString()).toBe('<p>&lt;b&gt;&amp;&quot;&#39;</p>');
    expect(html`<p>${html`<b>${1}</b>`}</p>`.toString()).toBe('<p><b>1</b></p>');
    expect(html`<a title="${'"><script>\u202e'}">x</a>`.toString()).toBe(
      '<a title="&quot;&gt;&lt;script&gt;\\u202e">x</a>',
    );
    expect(plain('</title>\0').toString()).toBe('&lt;/title&gt;\\u0000');
  });

  test('takes no text in a tag outside of quotes', () => {
    expect(() => html`<a ${'onclick=x'}>y</a>`).toThrow('between double quotes');
    expect(() => html`<a href=${'x'}>y</a>`).toThrow('between double quotes');
  });

  test('makes visible what cannot be seen', () => {
    const shown = (text: string) => html`${text}`.toString().replace(/<\/?span[^>]*>/g, '');
    expect(shown(HOSTILE['an override of direction'])).toBe('invoice\\u202efdp.exe\\u2066');
    expect(shown(HOSTILE['an escape for a terminal'])).toBe('\\u001b[31mred\\u001b]0;title\\u0007\\u001b[2J');
    expect(shown(HOSTILE['halves of a pair'])).toBe('high \\ud83d low \\ude00 end');
    expect(shown(HOSTILE['lines and spaces'])).toBe(
      'one\\r\\ntwo\\u2028three\\u00a0four\\u3164five\\u200bsix',
    );
    expect(shown(HOSTILE['piled marks'])).toBe('Z\u0301\u0301\u0301\\u0301 × 57');
    expect(shown('\0'.repeat(5) + '\n\n')).toBe('\\u0000 × 5\\n\\n');
    expect(shown('\u{e0041}')).toBe('\\u{e0041}');
    expect(shown('naïve 日本 שלום 🙂')).toBe('naïve 日本 שלום 🙂');
    expect(shown('\\u202e')).toBe('\\u202e');
    expect(html`${'\\u202e'}`.toString()).not.toBe(html`${'\u202e'}`.toString());
  });

  test('shows the lines of bytes from the wire, and line ends that are none', () => {
    const shown = wire('GET / HTTP/1.1\r\nA: b\n\r\n').toString();
    expect(shown).toBe('GET / HTTP/1.1\nA: b<span class="unseen">\\n</span>\n\n');
  });

  test('cuts a long value, and tells its length and digest', () => {
    const text = '€'.repeat(5_000);
    const digest = createHash('sha256').update(text).digest('hex');
    const shown = html`${text}`.toString();
    expect(shown).toContain(`cut here: 15,000 bytes in all, SHA-256 ${digest}`);
    expect(shown.length).toBeLessThan(2_300);
    expect(html`${'🙂'.repeat(2_000)}`.toString()).not.toMatch(/\\u/);
  });
});
