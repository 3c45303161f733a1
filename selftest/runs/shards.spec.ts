import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../reporters/run.ts';
import { verifyBundle } from '../../reporters/seal/verify.ts';
import { CONFIG_FILE, runOf, runPlaywright, workingDirectory } from './run-suite.ts';
import { hstsProfile } from './sample-profiles.ts';
import { expect, test } from './targets.ts';

const MISSING_ON_404 = { fields: { on: { 'not-found': { 'Strict-Transport-Security': [] } } } };

/** What remains of a run when it is held again: no times, no ports, no address that a check spoke from. */
function lasting(run: Run | undefined): unknown {
  return run?.controls.map(({ id, status, reason, expected, observed, evidence }) => ({
    id,
    status,
    reason,
    expected,
    observed,
    evidence: evidence.map(({ kind, subject }) => ({ kind, subject })),
  }));
}

test.describe('A sharded run', () => {
  /*
   * On each machine:  npx playwright test --project=x --shard=1/2 --reporter=blob
   * Then on one:      npx playwright merge-reports --config playwright.config.ts blob-report
   * The configuration brings our reporter along; with --reporter=… its summary and run.json come in addition.
   */
  test('merges into the run that one execution gives', async ({ defective }) => {
    const profile = hstsProfile('sharded');
    const env = await defective(profile, MISSING_ON_404);
    const folder = workingDirectory({ 'profiles/sharded.yaml': profile });
    const common = ['--config', CONFIG_FILE, '--project=sharded', '--grep', '@hsts'];
    mkdirSync(join(folder, 'blobs'));
    const [first, second] = await Promise.all(
      [1, 2].map((shard) =>
        runPlaywright(
          folder,
          [
            'test',
            ...common,
            `--shard=${shard}/2`,
            '--reporter=blob',
            '--output',
            join(folder, `artifacts-${shard}`),
          ],
          { ...env, PLAYWRIGHT_BLOB_OUTPUT_FILE: join(folder, 'blobs', `${shard}.zip`) },
        ),
      ),
    );
    // HDR-HSTS-01 fails, and it is in the first shard.
    expect([first?.code, second?.code]).toEqual([1, 0]);

    const merged = await runPlaywright(folder, ['merge-reports', '--config', CONFIG_FILE, 'blobs']);
    expect(merged.code, merged.stderr).toBe(1);
    expect(merged.stdout.match(/^Plumbline \d/gm)).toHaveLength(1);
    const mergedRun = runOf(merged, 'sharded');
    // A part of a run is not sealed; all of it is.
    expect([first, second].map((shard) => shard?.stdout.includes('bundle'))).toEqual([false, false]);
    expect(verifyBundle(join(folder, 'results/sharded/bundle')).problems).toEqual([]);

    const whole = await runPlaywright(
      workingDirectory({ 'profiles/sharded.yaml': profile }),
      ['test', ...common, '--output', join(folder, 'artifacts')],
      env,
    );
    const wholeRun = runOf(whole, 'sharded');
    expect(wholeRun?.totals.fail).toBe(1);
    expect(lasting(mergedRun)).toEqual(lasting(wholeRun));
    expect({ ...mergedRun, controls: [], startedAt: '', finishedAt: '' }).toEqual({
      ...wholeRun,
      controls: [],
      startedAt: '',
      finishedAt: '',
    });
    // The run began with its first shard, not when the reports were merged.
    expect(Date.parse(mergedRun?.finishedAt ?? '')).toBeLessThanOrEqual(
      Date.parse(wholeRun?.startedAt ?? ''),
    );
  });

  test('exits with 0 where a shard holds nothing that applies', async ({ defective }) => {
    const profile = hstsProfile('sharded');
    const env = await defective(profile, {});
    const folder = workingDirectory({ 'profiles/sharded.yaml': profile });
    const { code, stdout } = await runPlaywright(
      folder,
      [
        'test',
        '--config',
        CONFIG_FILE,
        '--grep',
        '@HDR-HSTS-0[67]',
        '--shard=2/2',
        '--output',
        join(folder, 'artifacts'),
      ],
      env,
    );
    expect(stdout).toContain('1 not-applicable');
    expect(code).toBe(0);
  });
});
