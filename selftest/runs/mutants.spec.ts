import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { HOUSE, runPlaywright, workingDirectory } from './run-suite.ts';

test.describe('The mutants runner', () => {
  test('fails for a mutant that is not what its name says', async () => {
    const folder = workingDirectory({});
    const { code, stdout } = await runPlaywright(folder, [
      'test',
      '--config',
      join(HOUSE, 'selftest/runs/wrong-mutants.config.ts'),
      '--output',
      join(folder, 'artifacts'),
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('✘ hsts-missing-on-not-found\n    survived    HDR-HSTS-01 is pass, not fail');
    expect(stdout).toContain('✘ hsts-preload-left-out\n    survived    HDR-HSTS-04 fails for another reason');
    expect(stdout).toContain('    collateral  HDR-HSTS-02 is fail');
    expect(stdout).toContain('✘ hsts-twice\n    survived    HDR-HSTS-05 is error, not fail');
    expect(stdout).toMatch(/^3 mutants, 0 killed, 3 survived, 2 collateral$/m);
  });
});
