import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { HOUSE, workingDirectory } from '../runs/run-suite.ts';
import { textOf } from './documents.ts';
import { everyStatus } from './every-status.ts';

const GITHUB = join(HOUSE, '.github');
const SCRIPTS = readdirSync(join(GITHUB, 'scripts')).map((name) => join(GITHUB, 'scripts', name));
const HAS_JQ = spawnSync('jq', ['--version']).status === 0;

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly 'timeout-minutes': number;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const workflows = readdirSync(join(GITHUB, 'workflows')).map((name) => {
  const text = readFileSync(join(GITHUB, 'workflows', name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});

test('There is a nightly workflow', () => {
  expect(workflows.map(({ name }) => name)).toContain('nightly.yml');
});

for (const { name, text, workflow } of workflows) {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test.describe(`The workflow ${name}`, () => {
    test('pins each action by commit, with its version beside it', () => {
      const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
      expect(used.length).toBeGreaterThan(0);
      expect(used.filter((action) => !/^[\w-]+(\/[\w.-]+)+@[0-9a-f]{40}$/.test(action))).toEqual([]);
      const lines = text.split('\n').filter((line) => line.includes('uses:'));
      expect(lines).toHaveLength(used.length);
      expect(lines.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
      // One action has one version.
      const versions = new Map(used.map((action) => [action.split('@')[0], action]));
      expect(used.filter((action) => versions.get(action.split('@')[0]) !== action)).toEqual([]);
    });

    test('has time limits, and no permission that it does not name', () => {
      expect(workflow.permissions).toEqual({});
      for (const job of jobs) {
        expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
        expect(job.permissions).toMatchObject({ contents: 'read' });
      }
    });

    test('runs commands that bash can read, and puts nothing of others into them', () => {
      const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
      expect(commands.length).toBeGreaterThan(0);
      for (const command of commands) {
        expect(spawnSync('bash', ['-n', '-c', command]).status, command).toBe(0);
        expect(command).not.toContain('${{');
      }
      const called = commands.flatMap((command) => command.match(/\.github\/scripts\/[\w.-]+/g) ?? []);
      expect([...new Set(called)].map((script) => join(HOUSE, script)).sort()).toEqual([...SCRIPTS].sort());
    });
  });
}

test.describe('The scripts of workflows', () => {
  test('can be executed, and read by bash', () => {
    for (const script of SCRIPTS) {
      expect(statSync(script).mode & 0o111, script).toBe(0o111);
      expect(spawnSync('bash', ['-n', script]).status, script).toBe(0);
    }
  });

  test('show every summary on the page of the job', () => {
    const folder = withResults();
    const page = join(folder, 'page.md');
    execFileSync(join(GITHUB, 'scripts/job-summary.sh'), {
      cwd: folder,
      env: { ...process.env, GITHUB_STEP_SUMMARY: page },
    });
    expect(readFileSync(page, 'utf8').match(/^# staging ✘/gm)).toHaveLength(2);
  });

  test('hand to code scanning what is not waived', () => {
    test.skip(!HAS_JQ, 'jq is not installed');
    const folder = withResults();
    execFileSync(join(GITHUB, 'scripts/code-scanning.sh'), { cwd: folder });
    const { runs } = JSON.parse(readFileSync(join(folder, 'code-scanning/one.sarif'), 'utf8')) as {
      runs: { results: { ruleId: string; properties: { status: string } }[] }[];
    };
    const statuses = runs[0]?.results.map(({ properties }) => properties.status);
    expect([...new Set(statuses)].sort()).toEqual(['error', 'fail', 'waiver-expired']);
    expect(readdirSync(join(folder, 'code-scanning'))).toEqual(['one.sarif', 'two.sarif']);
  });
});

/** A folder with the results of two profiles. */
function withResults(): string {
  const folder = workingDirectory({});
  for (const profile of ['one', 'two']) {
    mkdirSync(join(folder, 'results', profile), { recursive: true });
    for (const path of ['summary.md', 'results.sarif'])
      writeFileSync(join(folder, 'results', profile, path), textOf(everyStatus(), path));
  }
  return folder;
}
