import { chmodSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { provideChromium, type InstallStep } from '../../fixtures/browser-provision.ts';
import { findChromium } from '../../probes/browser/executable.ts';

const NEEDED = [{ browser: { mixedContent: 'refuse' } }] as const;

/** A step that runs this program in Node. */
function step(program: string, limitMs = 10_000): InstallStep {
  return { command: process.execPath, args: ['-e', program], limitMs };
}

/** Provides with the given steps; Chromium is there from the given look on. */
async function provide(
  profiles: Parameters<typeof provideChromium>[0],
  { steps, thereAt = Infinity }: { steps: readonly InstallStep[]; thereAt?: number },
): Promise<{ said: string[]; looks: number; ms: number }> {
  const said: string[] = [];
  let looks = 0;
  const startedAt = performance.now();
  await provideChromium(profiles, {
    steps,
    find: () => ((looks += 1) >= thereAt ? '/usr/bin/chromium' : undefined),
    say: (line) => said.push(line),
  });
  return { said, looks, ms: performance.now() - startedAt };
}

test.describe('Chromium', () => {
  test('is not looked for where no profile needs it', async () => {
    expect(await provide([{}], { steps: [step('')] })).toMatchObject({ said: [], looks: 0 });
  });

  test('is not installed where it is', async () => {
    expect((await provide(NEEDED, { steps: [step('')], thereAt: 1 })).said).toEqual([]);
  });

  test('is installed by the first step that brings it', async () => {
    const { said } = await provide([{ cors: { origins: [], routes: {} } }], {
      steps: [step('process.exit(1)'), step('1'), step('never')],
      thereAt: 3,
    });
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(/^The profile asks for checks in a browser/);
  });

  test('that cannot be installed is told, with what to do', async () => {
    const missing = { command: 'plumbline-no-such-command', args: [], limitMs: 1_000 };
    const { said } = await provide(NEEDED, { steps: [missing] });
    expect(said.at(-1)).toContain('npx playwright install --with-deps chromium');
  });

  test('is waited for no longer than a step may take', async () => {
    const { ms } = await provide(NEEDED, { steps: [step('setInterval(() => {}, 1000)', 300)] });
    expect(ms).toBeLessThan(5_000);
  });

  test('of the system is found on the search path', ({}, testInfo) => {
    const file = testInfo.outputPath('chromium');
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
    const found = findChromium(`/no/such/folder:${dirname(file)}`);
    // Playwright's own comes first where it is installed.
    expect([file, findChromium('')]).toContain(found);
  });

  test('that is not executable is none', ({}, testInfo) => {
    const file = join(dirname(testInfo.outputPath('x')), 'chromium');
    writeFileSync(file, '');
    expect(findChromium(dirname(file))).toBe(findChromium(''));
  });
});
