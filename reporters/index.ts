import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { TOLD, VERDICT_ATTACHMENT, controlIds, type ControlId, type Verdict } from '../controls/index.ts';
import { checkProfiles, readBaselines, type Baselines } from './before.ts';
import { withHistory } from './history.ts';
import type { Report } from './output.ts';
import { buildRun, isClean, isConforming, type Run, type TimedVerdict } from './run.ts';
import { summary } from './summary.ts';
import { terminalOf } from './terminal.ts';
import { told, writeReport } from './write.ts';

/** What playwright.config.ts leaves in a project's metadata. */
export interface ProjectMetadata {
  readonly profile: Run['profile'];
  readonly execution: Run['execution'];
}

const HOUSE = join(import.meta.dirname, '..');
const { name, version } = JSON.parse(readFileSync(join(HOUSE, 'package.json'), 'utf8')) as Run['suite'];

/** Playwright's own reporters that print a run's errors themselves. */
const TELLING: ReadonlySet<string> = new Set(['list', 'line', 'dot', 'failures', 'github']);

const NO_TRACES =
  'No traces are recorded: they would hold what the target sent, secrets included. The redacted exchanges are in run.json.';

/** `playwright test --list` runs nothing. */
const LISTS = process.argv.includes('--list');

/**
 * Turns the results of each project into the files of `results/<profile>`, below the working directory, and a summary
 * on the terminal.
 */
export default class RunReporter implements Reporter {
  /** By project. Verdicts stay as they came until their run is written: all at once would fill the memory. */
  readonly #results = new Map<string, Ended[]>();
  readonly #projects = new Map<string, ProjectMetadata>();
  /** Read first of all: a run takes away the results of the one before it. */
  readonly #baselines = earlierRuns();
  #tellsErrors = true;
  #isShard = false;
  #troubled = false;

  /** Where we print, Playwright adds no reporter of its own, and only that one can list tests. */
  printsToStdio(): boolean {
    return !LISTS;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#tellsErrors = !config.reporter.some(([reporter]) => TELLING.has(reporter));
    this.#isShard = config.shard !== null;
    if (config.projects.some(({ use }) => (use.trace ?? 'off') !== 'off')) complain(NO_TRACES);
    // Merged shards bring a project each, of the same name.
    for (const each of suite.suites) this.#know(each.project()?.metadata);
    this.#checkBaselines();
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const project = test.parent.project()?.name ?? '';
    const known = this.#results.get(project);
    if (known) known.push({ test, result });
    else this.#results.set(project, [{ test, result }]);
  }

  /** What workers say of themselves, such as how the start of a stack goes; the rest is for whoever debugs them. */
  onStdErr(chunk: string | Buffer): void {
    const lines = chunk.toString().split('\n');
    if (this.#tellsErrors) for (const line of lines) if (line.startsWith(TOLD)) complain(line);
  }

  onError(error: TestError): void {
    this.#troubled = true;
    if (this.#tellsErrors) complain(wordsOf(error));
  }

  async onEnd(result: FullResult): Promise<{ status: FullResult['status'] }> {
    if (LISTS) return { status: result.status };
    // A shard may hold nothing that applies; what all shards hold together is for merge-reports to say.
    const conforms = this.#isShard ? isClean : isConforming;
    let conforming = (this.#isShard || this.#projects.size > 0) && !this.#troubled;
    for (const { profile, execution } of this.#projects.values()) {
      const run = buildRun({
        suite: { name, version },
        profile,
        execution,
        verdicts: (this.#results.get(profile.name) ?? []).flatMap(timedVerdicts),
        startedAt: result.startTime,
        finishedAt: new Date(result.startTime.getTime() + result.duration),
        interrupted: result.status === 'interrupted' || result.status === 'timedout',
      });
      const before = this.#baselines instanceof Error ? undefined : this.#baselines.get(profile.name);
      const report = { run: withHistory(run, before), ...(before && { before }) };
      process.stdout.write(summary(report, terminalOf(process.stdout)));
      if (!(await write(report, this.#isShard)) || !conforms(run)) conforming = false;
    }
    if (!conforming) failTheProcess();
    return { status: conforming || result.status !== 'passed' ? result.status : 'failed' };
  }

  /** Where shards are merged, nothing has looked at them yet. Where the set-up has failed, no project began. */
  #checkBaselines(): void {
    if (LISTS || this.#projects.size === 0) return;
    try {
      if (this.#baselines instanceof Error) throw this.#baselines;
      checkProfiles(this.#baselines, [...this.#projects.keys()]);
    } catch (problem) {
      this.#troubled = true;
      complain(problem instanceof Error ? problem.message : String(problem));
    }
  }

  #know(metadata: Partial<ProjectMetadata> | undefined): void {
    if (!metadata?.profile || !metadata.execution) return;
    const { profile, execution } = metadata;
    const known = this.#projects.get(profile.name);
    if (known && known.profile.sha256 !== profile.sha256) {
      this.#troubled = true;
      complain(
        `The parts of this run were held against different versions of the profile "${profile.name}": ` +
          `${known.profile.sha256.slice(0, 12)} and ${profile.sha256.slice(0, 12)}`,
      );
    }
    this.#projects.set(profile.name, known ?? { profile, execution });
  }
}

/** What `PLUMBLINE_BASELINE` names, or why it cannot be used. */
function earlierRuns(): Baselines | Error {
  try {
    return readBaselines(process.env);
  } catch (problem) {
    return problem instanceof Error ? problem : new Error(String(problem));
  }
}

/** The summary is on the terminal already: a folder that cannot be written loses the files, not the results. */
async function write(report: Report, isShard: boolean): Promise<boolean> {
  try {
    const written = await writeReport(report, !isShard);
    process.stdout.write(`${told(written).join('\n')}\n`);
    return true;
  } catch (problem) {
    complain(`The run could not be written: ${problem instanceof Error ? problem.message : String(problem)}`);
    return false;
  }
}

/** merge-reports takes no status from a reporter and ends the process with 0. */
function failTheProcess(): void {
  process.once('exit', () => {
    process.exitCode ||= 1;
  });
}

/** A test at its end. */
interface Ended {
  readonly test: TestCase;
  readonly result: TestResult;
}

/** One; none for a test that decides nothing here. */
function timedVerdicts({ test, result }: Ended): TimedVerdict[] {
  const verdict = verdictOf(test, result);
  return verdict ? [{ verdict, durationMs: result.duration }] : [];
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
  const reason = plain(result.error?.message ?? 'the check ended without a verdict');
  return { control, status: 'error', reason, findings: [], evidence: [] };
}

/** Without the class of the error, which says nothing to a person whose profile or setting is wrong. */
function wordsOf({ stack, message, value }: TestError): string {
  return plain(stack ?? message ?? String(value)).replace(/^(Profile|Setting|Baseline)Error: /, '');
}

function complain(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** Without the colours that Playwright puts into its own messages. */
function plain(message: string): string {
  return stripVTControlCharacters(message).trim();
}
