import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runOf, runSuite, type Ended } from './run-suite.ts';
import { hstsProfile } from './sample-profiles.ts';

const good = hstsProfile('good');

/** Nothing was started and nothing was written. */
function expectNothingRan(ended: Ended): void {
  expect(ended.code).toBe(1);
  expect(ended.stdout).toBe('');
  expect(runOf(ended, 'x')).toBeUndefined();
  expect(existsSync(join(ended.folder, 'artifacts'))).toBe(false);
}

test.describe('A mistake in a profile ends the run before it begins:', () => {
  const cases: Record<string, { text: string; says: string }> = {
    'an unknown key': {
      text: 'name: x\nheaders:\n  hsts:\n    maxAge: { min: 1 }\n    includeSubdomains: true\n',
      says: 'profiles/x.yaml:5:5 unknown key "includeSubdomains" in headers.hsts; did you mean "includeSubDomains"?',
    },
    'a wrong type': {
      text: 'name: x\ntarget: { timeoutMs: fast }\n',
      says: 'profiles/x.yaml:2:22 target.timeoutMs must be an integer, not "fast"',
    },
    'a duplicate key': { text: 'name: x\nstack: embedded\nstack: native\n', says: 'profiles/x.yaml:3:1 ' },
    'a file that is missing': {
      text: 'extends: ./base/none.yaml\nname: x\n',
      says: 'profiles/x.yaml:1:10 extends names "./base/none.yaml", which does not exist',
    },
    'a cycle': {
      text: 'extends: ./x.yaml\nname: x\n',
      says: 'profiles/x.yaml:1:10 extends makes a cycle: profiles/x.yaml → profiles/x.yaml',
    },
    'a waiver of an unknown control': {
      text: `${hstsProfile('x')}waivers:
  - { control: HDR-HSTS-1, reason: r, owner: o, approver: a, ticket: t, expires: 2999-12-31 }\n`,
      says: 'profiles/x.yaml:9:16 waivers[0] names the unknown control "HDR-HSTS-1"; did you mean "HDR-HSTS-01"?',
    },
  };
  for (const [what, { text, says }] of Object.entries(cases)) {
    test(what, async () => {
      const ended = await runSuite({
        files: { 'profiles/x.yaml': text, 'profiles/good.yaml': good },
        args: ['--project=x'],
      });
      expectNothingRan(ended);
      expect(ended.stderr.split('\n').filter((line) => line.startsWith(says))).toHaveLength(1);
      expect(ended.stderr).not.toContain('    at ');
    });
  }

  test('a profile that does not exist', async () => {
    const ended = await runSuite({ files: { 'profiles/good.yaml': good }, args: ['--project=x'] });
    expectNothingRan(ended);
    expect(ended.stderr).toContain('Project(s) "x" not found. Available projects: "good"');
  });
});

test.describe('A secret that is not there', () => {
  const secretive = hstsProfile('x').replace(
    'missing: {',
    "login: { kind: login, method: POST, path: /login, status: 200, json: { user: '${env:NO_SUCH}' } }\n  missing: {",
  );
  const files = { 'profiles/x.yaml': secretive, 'profiles/good.yaml': good };
  const SAYS =
    'profiles/x.yaml:4:80 routes.login.json.user needs the environment variable NO_SUCH, which is missing';

  test('ends a run of its profile before it begins', async () => {
    const ended = await runSuite({ files, args: ['--project=x', '--grep', '@hsts'] });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toBe('');
    expect(ended.stderr.split('\n')[0]).toContain(SAYS);
    expect(ended.stderr).toMatch(/^profiles\/x\.yaml:4:/);
    expect(runOf(ended, 'x')).toBeUndefined();
  });

  test('is told under Playwright’s own reporters too', async () => {
    const ended = await runSuite({ files, args: ['--project=x', '--grep', '@hsts', '--reporter=line'] });
    expect(ended.code).toBe(1);
    expect(`${ended.stdout}${ended.stderr}`.split(SAYS)).toHaveLength(2);
    expect(runOf(ended, 'x')).toBeUndefined();
  });

  test('is none of another profile’s business', async () => {
    const ended = await runSuite({ files, args: ['--project=good', '--grep', '@HDR-HSTS-01'] });
    expect(ended.code, ended.stderr).toBe(0);
  });
});
