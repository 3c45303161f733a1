import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestResult,
} from '@playwright/test/reporter';
import { VERDICT_ATTACHMENT, controlIds, type ControlId, type Verdict } from '../controls/index.ts';
import { buildRun, isConforming, type Run, type TimedVerdict } from './run.ts';
import { summary } from './summary.ts';

/** What playwright.config.ts leaves in a project's metadata. */
export interface ProjectMetadata {
  readonly profile: Run['profile'];
}

const HOUSE = join(import.meta.dirname, '..');
const { name, version } = JSON.parse(readFileSync(join(HOUSE, 'package.json'), 'utf8')) as Run['suite'];

/** Turns the results of each project into `results/<profile>/run.json` and a summary on the terminal. */
export default class RunReporter implements Reporter {
  readonly #results = new Map<string, TimedVerdict[]>();
  readonly #folder: string;
  #projects: readonly { readonly name: string; readonly metadata: ProjectMetadata }[] = [];
  #startedAt = new Date();

  constructor({ folder = join(HOUSE, 'results') }: { folder?: string } = {}) {
    this.#folder = folder;
  }

  printsToStdio(): boolean {
    return true;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#startedAt = new Date();
    this.#projects = suite.suites.flatMap((each) => {
      const project = each.project();
      const metadata = project?.metadata as Partial<ProjectMetadata> | undefined;
      return project && metadata?.profile
        ? [{ name: project.name, metadata: { profile: metadata.profile } }]
        : [];
    });
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const project = test.parent.project()?.name ?? '';
    const verdict = verdictOf(test, result);
    if (!verdict) return;
    const known = this.#results.get(project) ?? [];
    this.#results.set(project, [...known, { verdict, durationMs: result.duration }]);
  }

  onEnd(result: FullResult): Promise<{ status: FullResult['status'] }> {
    let conforming = this.#projects.length > 0;
    for (const project of this.#projects) {
      const run = buildRun({
        suite: { name, version },
        profile: project.metadata.profile,
        verdicts: this.#results.get(project.name) ?? [],
        startedAt: this.#startedAt,
        finishedAt: new Date(),
        interrupted: result.status === 'interrupted' || result.status === 'timedout',
      });
      process.stdout.write(summary(run, process.stdout.isTTY && !process.env['NO_COLOR']));
      if (!this.#write(run) || !isConforming(run)) conforming = false;
    }
    return Promise.resolve({ status: conforming || result.status !== 'passed' ? result.status : 'failed' });
  }

  /** The summary is on the terminal already: a folder that cannot be written loses the file, not the results. */
  #write(run: Run): boolean {
    const file = join(this.#folder, run.profile.name, 'run.json');
    try {
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
      process.stdout.write(`${relative(process.cwd(), file)}\n`);
      return true;
    } catch (problem) {
      process.stderr.write(
        `The run could not be written: ${problem instanceof Error ? problem.message : file}\n`,
      );
      return false;
    }
  }
}

/** The verdict that the worker delivered; where it could not, an error: never a pass. */
function verdictOf(test: TestCase, result: TestResult): Verdict | undefined {
  const delivered = result.attachments.findLast(
    ({ name: attached }) => attached === VERDICT_ATTACHMENT,
  )?.body;
  if (delivered) return JSON.parse(delivered.toString('utf8')) as Verdict;
  const control = test.tags
    .map((tag) => tag.slice(1))
    .find((tag): tag is ControlId => controlIds.includes(tag as ControlId));
  if (!control) return undefined;
  // A test that another process of a sharded run executes, or that an interruption kept from starting.
  if (result.status === 'skipped') return undefined;
  const reason = stripVTControlCharacters(result.error?.message ?? 'the check ended without a verdict');
  return { control, status: 'error', reason, findings: [], evidence: [] };
}
