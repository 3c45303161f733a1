import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium, expect, test as base, type Browser, type Page } from '@playwright/test';
import axe from 'axe-core';
import { auditPage } from '../../reporters/audit/index.ts';
import type { Report } from '../../reporters/output.ts';
import { chosenChromium } from '../../probes/browser/executable.ts';
import { sampleReport } from './audit-sample.ts';
import { HOSTILE, hostileReport, RAN } from './hostile.ts';

const executablePath = chosenChromium(process.env) ?? '';

/** A report that is open in Chromium, and what it asked for or did meanwhile. */
interface Opened {
  readonly page: Page;
  /** Addresses other than the file's own that the page asked for. */
  readonly requests: string[];
  /** Dialogs, words on the console, errors. */
  readonly deeds: string[];
}

interface View {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
}

const test = base.extend<{ open: (report: Report, view?: View) => Promise<Opened> }, { shared: Browser }>({
  shared: [
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  open: async ({ shared }, use, testInfo) => {
    await use(async (report, { width = 1280, ...view } = {}) => {
      const context = await shared.newContext({ viewport: { width, height: 900 }, ...view });
      const page = await context.newPage();
      const file = testInfo.outputPath('audit.html');
      writeFileSync(file, String(auditPage(report)[0]?.content));
      const url = pathToFileURL(file).href;
      const requests: string[] = [];
      const deeds: string[] = [];
      await context.route('**', async (route) => {
        const asked = route.request().url();
        if (asked === url) return route.continue();
        requests.push(asked);
        return route.abort();
      });
      page.on('console', (message) => deeds.push(message.text()));
      page.on('pageerror', ({ message }) => deeds.push(message));
      page.on('dialog', (dialog) => {
        deeds.push(dialog.message());
        void dialog.dismiss();
      });
      await page.goto(url);
      return { page, requests, deeds };
    });
  },
});

/** Violations of axe's rules, and where. The page allows no script, so axe comes from outside of it. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await run.run();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  });
}

test.describe('The audit page in a browser', () => {
  for (const view of [
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 320 },
  ] as const) {
    test(`has nothing that axe objects to, ${view.colorScheme}, ${view.width} wide`, async ({ open }) => {
      const { page } = await open(sampleReport(), view);
      expect(await violationsOf(page)).toEqual([]);
    });
  }

  test('fits a screen of 320 pixels, whatever a target sends', async ({ open }) => {
    for (const report of [sampleReport(), hostileReport(sampleReport())]) {
      const { page } = await open(report, { width: 320 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    }
  });

  test('reads without JavaScript and asks for nothing', async ({ open }) => {
    const { page, requests, deeds } = await open(sampleReport(), { javaScriptEnabled: false });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('https://www.example.com');
    await expect(page.getByText('no Strict-Transport-Security').first()).toBeVisible();
    await expect(page.getByText('GET https://www.example.com/', { exact: false }).first()).toBeVisible();
    const row = page.getByRole('row').filter({ hasText: 'HDR-XCTO-01' }).last();
    await expect(row.getByText('GET /folded → 200')).toBeHidden();
    await row.getByText('2 observations').click();
    await expect(row.getByText('GET /folded → 200')).toBeVisible();
    expect([requests, deeds]).toEqual([[], []]);
  });

  test('is styled by the one style sheet that its policy names', async ({ open }) => {
    const { page, deeds } = await open(sampleReport());
    expect(await page.evaluate("getComputedStyle(document.querySelector('.badge')).borderTopStyle")).toBe(
      'solid',
    );
    await page.evaluate(
      "document.head.append(Object.assign(document.createElement('style'), {textContent: '*{color:red}'}))",
    );
    expect(deeds.join()).toContain('Content Security Policy');
  });

  test('leads from every finding to the ledger and back', async ({ open }) => {
    const { page } = await open(sampleReport());
    const dangling = await page.evaluate(
      "[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')).filter((href) => !document.getElementById(href.slice(1)))",
    );
    expect(dangling).toEqual([]);
    const ids = await page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)");
    expect(new Set(ids as string[]).size).toBe((ids as string[]).length);
  });

  test('runs nothing that a target sent, and stays readable', async ({ open }) => {
    const { page, requests, deeds } = await open(hostileReport(sampleReport()));
    await page.mouse.move(200, 200);
    await page.mouse.wheel(0, 2_000);
    expect(await page.evaluate(`globalThis.${RAN}`)).toBeUndefined();
    expect([requests, deeds]).toEqual([[], []]);
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('*')].flatMap((e) => [...(['SCRIPT','IMG','IFRAME','LINK','BASE','OBJECT','FORM'].includes(e.tagName) ? [e.tagName] : []), ...e.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style')])",
      ),
    ).toEqual([]);
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(9);
    const text = await page.locator('body').innerText();
    expect(text).toContain(HOSTILE['a script']);
    expect(text).toContain('invoice\\u202efdp.exe\\u2066');
    expect(text).toContain('before\\u0000after');
    expect(text).toContain('high \\ud83d low \\ude00 end');
    expect(text).toMatch(/cut here: 1,000,00\d bytes in all, SHA-256 [0-9a-f]{64}/);
    // Everything that is left acts on nothing.
    expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\u200b\u3164]/u);
  });
});
