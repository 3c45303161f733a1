import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { chosenChromium } from '../../probes/browser/executable.ts';
import type { Follow } from '../output.ts';
import { LEFT_OUT } from '../run.ts';
import { AUDIT_FILE } from './index.ts';

/** Milliseconds for the start of Chromium, for the page and the PDF, and for the end of Chromium. */
const START_LIMIT_MS = 15_000;
const PRINT_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 3_000;

/** Chromium itself writes title and numbers in, the title as text. */
const FOOTER = `<div style="width:100%;padding:0 16mm;font:7pt sans-serif;color:#444;display:flex;justify-content:space-between;gap:8mm">
<span class="title" style="overflow:hidden;white-space:nowrap;text-overflow:ellipsis"></span>
<span style="white-space:nowrap">Page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`;

/** The report on paper. */
const PRINTED_FILE = 'audit.pdf';

/**
 * Prints the audit page of a run that came to its end and of which the command line left nothing out: who looks at a
 * few controls is at a terminal and wants to be quick. Where there is no PDF, a line says why, and the run stands.
 */
export const printAudit: Follow = async ({ run }, folder) => {
  const pdf = join(folder, PRINTED_FILE);
  // That of another run must not stand beside this one's page.
  rmSync(pdf, { force: true });
  const isPart = run.completeness === 'interrupted' || run.controls.some(({ reason }) => reason === LEFT_OUT);
  if (isPart) return [];
  const trouble = await printPage(join(folder, AUDIT_FILE), pdf);
  if (trouble === undefined) return [PRINTED_FILE];
  process.stderr.write(`${trouble}\n`);
  return [];
};

/**
 * Prints a page as PDF with page numbers, bookmarks and tags, by a Chromium that runs no script and reaches no network.
 * It takes less than a minute whatever happens, and the PDF is there in full or not at all.
 *
 * @param page path of the HTML file
 * @param pdf path of the PDF to write
 * @returns why there is no PDF, in a line for the terminal; undefined where there is one
 */
export async function printPage(page: string, pdf: string): Promise<string | undefined> {
  const executable = chosenChromium(process.env);
  if (executable === undefined || !existsSync(executable))
    return 'No PDF was printed, because no Chromium is installed: npx playwright install --with-deps chromium';
  const unfinished = `${pdf}.part`;
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({
      executablePath: executable,
      timeout: START_LIMIT_MS,
      // Ctrl-C is for the run to deal with: a browser that ends the process would take the exit code with it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    await bounded(print(browser, page, unfinished), PRINT_LIMIT_MS);
    renameSync(unfinished, pdf);
    return undefined;
  } catch (problem) {
    rmSync(unfinished, { force: true });
    const [first = ''] = (problem instanceof Error ? problem.message : String(problem)).split('\n');
    return `No PDF was printed: ${first}`;
  } finally {
    if (browser) await bounded(browser.close(), STOP_LIMIT_MS).catch(() => undefined);
  }
}

async function print(browser: Browser, page: string, pdf: string): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  await tab.pdf({
    path: pdf,
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: FOOTER,
    outline: true,
    tagged: true,
  });
}

/** @throws Error where the work has not ended in time; nobody waits for it then */
async function bounded<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Chromium did not end within ${limitMs / 1000} s`));
    }, limitMs);
  });
  // Whichever loses must not end the process.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
