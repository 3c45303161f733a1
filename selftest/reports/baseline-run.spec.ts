import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../reporters/run.ts';
import { runOf, runSuite } from '../runs/run-suite.ts';
import { hstsProfile } from '../runs/sample-profiles.ts';
import { conformingServer, expect, test } from '../runs/targets.ts';
import { runWith } from './runs.ts';

/** A run of another day, of the profile and the target of these tests. */
function earlierRun(target: string): Run {
  const run = runWith({ 'HDR-HSTS-01': 'fail', 'HDR-HSTS-02': 'fail' }, 'pass', {
    startedAt: new Date('2026-01-31T12:00:00Z'),
    finishedAt: new Date('2026-01-31T12:00:01Z'),
  });
  return { ...run, target, profile: { ...run.profile, name: 'hsts' } };
}

test.describe('A run with a baseline', () => {
  test('is compared with the results of the last run, which it replaces', async ({ serve, trusted }) => {
    // One field too short: HDR-HSTS-02 still fails, HDR-HSTS-01 is fixed, and HDR-HSTS-03 is new.
    const port = await serve(conformingServer(trusted.pem, { 'Strict-Transport-Security': 'max-age=1' }));
    const target = `https://localhost:${port}`;
    const { code, stdout, folder } = await runSuite({
      files: {
        'profiles/hsts.yaml': hstsProfile('hsts'),
        'results/hsts/run.json': JSON.stringify(earlierRun(target)),
        'ca.pem': trusted.pem.cert,
      },
      args: ['--grep', '@HDR-HSTS-0[123]'],
      env: {
        PLUMBLINE_TARGET: target,
        PLUMBLINE_HTTP: 'none',
        PLUMBLINE_CA: 'ca.pem',
        PLUMBLINE_BASELINE: 'results/hsts/run.json',
      },
    });
    expect(code).toBe(1);
    expect(stdout).toContain('\nsince 2026-01-31: 1 new failure, 1 fixed, 1 still failing\n');
    const run = runOf({ folder }, 'hsts');
    const since = run?.controls.map(({ id, failingSince }) => [id, failingSince]) ?? [];
    expect(since.filter(([, instant]) => instant !== undefined)).toEqual([
      ['HDR-HSTS-02', '2026-01-31T12:00:00.000Z'],
    ]);
  });

  test('ends before anything runs where the baseline cannot be used', async () => {
    const before = JSON.stringify({ ...earlierRun(''), totals: {} });
    const { code, stdout, stderr, folder } = await runSuite({
      files: { 'profiles/hsts.yaml': hstsProfile('hsts'), 'results/hsts/run.json': before },
      args: ['--grep', '@HDR-HSTS-01'],
      env: { PLUMBLINE_BASELINE: 'results' },
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim()).toBe(
      'PLUMBLINE_BASELINE is no run that this version can compare with: results/hsts/run.json: ' +
        "/totals must have required property 'pass'",
    );
    expect(readFileSync(join(folder, 'results/hsts/run.json'), 'utf8')).toBe(before);
  });
});
