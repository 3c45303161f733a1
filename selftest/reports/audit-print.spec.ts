import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { auditPage } from '../../reporters/audit/index.ts';
import { printAudit, printPage } from '../../reporters/audit/print.ts';
import type { Report } from '../../reporters/output.ts';
import { LEFT_OUT } from '../../reporters/run.ts';
import { sampleReport } from './audit-sample.ts';

/** Writes the page of a report where a run would, and tells its path and that of its PDF. */
function written(report: Report): { page: string; pdf: string; folder: string } {
  const page = test.info().outputPath('audit.html');
  writeFileSync(page, String(auditPage(report)[0]?.content));
  return { page, pdf: test.info().outputPath('audit.pdf'), folder: dirname(page) };
}

const textOf = (pdf: string) =>
  execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).replace(/[ \u00a0]+/g, ' ');

/** Runs the work with a Chromium of the test's own choice. */
async function withChromium<T>(program: string, work: () => Promise<T>): Promise<T> {
  const { PLUMBLINE_CHROMIUM: before } = process.env;
  process.env['PLUMBLINE_CHROMIUM'] = program;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['PLUMBLINE_CHROMIUM'];
    else process.env['PLUMBLINE_CHROMIUM'] = before;
  }
}

test.describe('The printed report', () => {
  test('holds the evidence, open, with page numbers, the name of the run and bookmarks', async () => {
    test.skip(!existsSync('/usr/bin/pdftotext'), 'poppler-utils is not installed');
    const { page, pdf } = written(sampleReport());
    expect(await printPage(page, pdf)).toBeUndefined();
    const text = textOf(pdf);
    // Of a failure, and of a pass, whose evidence is folded away on a screen.
    expect(text).toContain('GET https://www.example.com/login');
    expect(text).toContain('authorization: [redacted]');
    expect(text).toContain('GET / → 200, GET /folded → 200');
    const [, pages = ''] =
      /^Pages:\s+(\d+)$/m.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })) ?? [];
    expect(text).toContain(`Page 1 of ${pages}`);
    expect(text).toContain(`Page ${pages} of ${pages}`);
    expect(
      text.match(/Plumbline: staging, https:\/\/www\.example\.com, 2026-11-22 12:00:00 UTC/g),
    ).toHaveLength(Number(pages));
    const info = execFileSync('pdfinfo', ['-struct', pdf], {
      encoding: 'utf8',
      // It does not know every tag that Chromium writes.
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(info).toContain('Document');
    expect(outlineOf(pdf)).toEqual(
      expect.arrayContaining(['What fails', 'Coverage ledger', 'Framework views']),
    );
    expect(readdirSync(dirname(pdf)).sort()).toEqual(['audit.html', 'audit.pdf']);
  });

  test('is left out where Chromium is not there or does not start, and a line says so', async () => {
    const { page, pdf } = written(sampleReport());
    const broken = test.info().outputPath('broken.sh');
    writeFileSync(broken, '#!/bin/sh\nexit 3\n');
    chmodSync(broken, 0o755);
    expect(await withChromium('/nowhere/chromium', () => printPage(page, pdf))).toMatch(
      /^No PDF was printed, because no Chromium is installed: npx playwright install/,
    );
    expect(await withChromium(broken, () => printPage(page, pdf))).toMatch(/^No PDF was printed: \S.*$/);
    expect(existsSync(pdf)).toBe(false);
  });

  test('is not made of a part of a run', async () => {
    const { run } = sampleReport();
    const { folder, pdf } = written({ run });
    writeFileSync(pdf, 'of another run');
    const [first, ...others] = run.controls;
    const partial = { ...run, controls: [{ ...first, reason: LEFT_OUT }, ...others] } as typeof run;
    expect(await printAudit({ run: partial }, folder)).toEqual([]);
    expect(await printAudit({ run: { ...run, completeness: 'interrupted' } }, folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['audit.html']);
    expect(await printAudit({ run }, folder)).toEqual(['audit.pdf']);
  });
});

/** Titles of the bookmarks of a PDF that Chromium wrote, which leaves its outline uncompressed. */
function outlineOf(pdf: string): string[] {
  const text = readFileSync(pdf, 'latin1');
  return [...text.matchAll(/\/Title\s*\(((?:[^()\\]|\\.)*)\)/g)].map(([, title = '']) => title);
}
