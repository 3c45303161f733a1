import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter';
import { catalogue, controlIds } from '../../controls/index.ts';
import { controlIn, HOUSE, runOf, runSuite, statuses } from './run-suite.ts';
import { extending, HSTS_CONTROLS, hstsProfile } from './sample-profiles.ts';
import { expect, test } from './targets.ts';

const REPORTERS = [[], ['--reporter=line']];
const MISSING_ON_404 = { fields: { on: { 'not-found': { 'Strict-Transport-Security': [] } } } };

const waiver = (control: string, expires: string, scope?: string) => `
  - control: ${control}
    ${scope === undefined ? '' : `scope: [${scope}]`}
    reason: Error pages come from a CDN.
    owner: web-team
    approver: security-office
    ticket: SEC-1
    expires: ${expires}`;

const profiles = {
  'profiles/waived.yaml': hstsProfile('waived', `waivers:${waiver('HDR-HSTS-01', '2999-12-31')}`),
  'profiles/scoped.yaml': hstsProfile(
    'scoped',
    `waivers:${waiver('HDR-HSTS-01', '2999-12-31', 'GET /no-such-page')}`,
  ),
  'profiles/unneeded.yaml': hstsProfile(
    'unneeded',
    `waivers:${waiver('HDR-HSTS-01', '2999-12-31')}${waiver('HDR-HSTS-02', '2999-12-31')}`,
  ),
  'profiles/expired.yaml': hstsProfile('expired', `waivers:${waiver('HDR-HSTS-01', '2026-01-01')}`),
  // `GET /` is a subject, not the beginning of every path.
  'profiles/beside.yaml': hstsProfile('beside', `waivers:${waiver('HDR-HSTS-01', '2999-12-31', 'GET /')}`),
  'profiles/none.yaml': hstsProfile('none'),
};

test.describe('The exit code', () => {
  for (const args of REPORTERS) {
    const reporter = args[0] ?? 'no reporter named';

    test(`is 0 on the embedded stack (${reporter})`, async () => {
      const ended = await runSuite({
        files: { 'profiles/staging.yaml': extending('staging', 'staging') },
        args: ['--project=staging', '--grep', '@hsts', ...args],
      });
      expect(ended.code, ended.stderr).toBe(0);
      expect(ended.stdout.match(/^Plumbline \d/gm)).toHaveLength(1);
      const run = runOf(ended, 'staging');
      expect(run?.totals).toMatchObject({ pass: 6, 'not-applicable': 1, fail: 0, error: 0 });
      expect(run?.stack).toBe('embedded');
      expect(ended.stderr).toBe('');
    });

    test(`is 1 where a control fails (${reporter})`, async ({ defective }) => {
      const env = await defective(profiles['profiles/none.yaml'], MISSING_ON_404);
      const ended = await runSuite({
        files: profiles,
        args: ['--project=none', '--grep', '@hsts', ...args],
        env,
      });
      expect(ended.code).toBe(1);
      expect(ended.stdout.match(/^Plumbline \d/gm)).toHaveLength(1);
      const run = runOf(ended, 'none');
      expect(statuses(run)).toMatchObject({ 'HDR-HSTS-01': 'fail', 'HDR-HSTS-02': 'pass' });
      expect(controlIn(run, 'HDR-HSTS-01').observed).toEqual([
        'GET /no-such-page → 404: no Strict-Transport-Security field',
      ]);
      expect(ended.stdout).toContain(
        'Observed   GET /no-such-page → 404: no Strict-Transport-Security field',
      );
    });

    test(`is 0 where every failure is validly waived (${reporter})`, async ({ defective }) => {
      const env = await defective(profiles['profiles/none.yaml'], MISSING_ON_404);
      const ended = await runSuite({
        files: profiles,
        args: ['--project=waived', '--project=scoped', '--project=unneeded', '--grep', '@hsts', ...args],
        env,
      });
      expect(ended.code, ended.stdout).toBe(0);
      for (const name of ['waived', 'scoped', 'unneeded']) {
        const waived = controlIn(runOf(ended, name), 'HDR-HSTS-01');
        expect(waived.status).toBe('waived');
        expect(waived.reason).toBe(
          'Error pages come from a CDN. (owner web-team, approved by security-office, SEC-1, until 2999-12-31)',
        );
        expect(waived.observed).toEqual(['GET /no-such-page → 404: no Strict-Transport-Security field']);
      }
      expect(controlIn(runOf(ended, 'unneeded'), 'HDR-HSTS-02')).toMatchObject({
        status: 'pass',
        reason: expect.stringMatching(/^a waiver is no longer needed: Error pages/),
      });
      expect(ended.stdout).toContain('a waiver is no longer needed');
    });

    test(`is 1 where a waiver has expired (${reporter})`, async ({ defective }) => {
      const env = await defective(profiles['profiles/none.yaml'], MISSING_ON_404);
      const ended = await runSuite({
        files: profiles,
        args: ['--project=expired', '--grep', '@HDR-HSTS-01', ...args],
        env,
      });
      expect(ended.code).toBe(1);
      expect(controlIn(runOf(ended, 'expired'), 'HDR-HSTS-01')).toMatchObject({
        status: 'waiver-expired',
        reason: expect.stringMatching(/^the waiver has expired: /),
        observed: ['GET /no-such-page → 404: no Strict-Transport-Security field'],
      });
      expect(ended.stdout).toContain('WAIVER EXPIRED  HDR-HSTS-01');
    });
  }

  test('is 1 where a waiver covers another subject', async ({ defective }) => {
    const env = await defective(profiles['profiles/none.yaml'], MISSING_ON_404);
    const ended = await runSuite({
      files: profiles,
      args: ['--project=beside', '--grep', '@HDR-HSTS-01'],
      env,
    });
    expect(ended.code).toBe(1);
    expect(controlIn(runOf(ended, 'beside'), 'HDR-HSTS-01').status).toBe('fail');
  });

  test('is 1 where nothing that was chosen applies', async () => {
    const ended = await runSuite({
      files: { 'profiles/staging.yaml': extending('staging', 'staging') },
      args: ['--project=staging', '--grep', '@HDR-HSTS-07'],
    });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('No control was evaluated');
  });

  test('agrees with what Playwright’s own reporters say of a waived failure', async ({ defective }) => {
    const env = await defective(profiles['profiles/none.yaml'], MISSING_ON_404);
    const file = test.info().outputPath('report.json');
    const ended = await runSuite({
      files: profiles,
      args: ['--project=waived', '--grep', '@hsts', '--reporter=json'],
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    });
    expect(ended.code).toBe(0);
    const report = JSON.parse(readFileSync(file, 'utf8')) as JSONReport;
    expect(report.stats).toMatchObject({ expected: HSTS_CONTROLS.length, unexpected: 0, flaky: 0 });
    const waived = report.suites.flatMap(specsIn).find(({ tags }) => tags.includes('HDR-HSTS-01'));
    expect(waived).toMatchObject({ ok: true, tests: [{ status: 'expected', expectedStatus: 'failed' }] });
  });

  test('is 0 for the profile as it stands in the project', async () => {
    const staging = readFileSync(join(HOUSE, 'profiles/staging.yaml'), 'utf8');
    const ended = await runSuite({
      files: {
        'profiles/staging.yaml': staging,
        'profiles/base/owasp.yaml': readFileSync(join(HOUSE, 'profiles/base/owasp.yaml'), 'utf8'),
      },
      args: ['--project=staging'],
    });
    expect(ended.code, ended.stdout).toBe(0);
    // The embedded stack has no database.
    const untold = controlIds.filter((id) => catalogue[id].family === 'database').length;
    expect(runOf(ended, 'staging')).toMatchObject({
      totals: { fail: 0, error: 0, 'not-evaluated': untold },
    });
  });
});

function specsIn(suite: JSONReportSuite): JSONReportSpec[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsIn)];
}
