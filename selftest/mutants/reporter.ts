import { basename } from 'node:path';
import type { FullResult, Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { VERDICT_ATTACHMENT, type Verdict } from '../../controls/index.ts';
import { mutants } from '../../stack/mutants/index.ts';
import { judge, type Outcome } from './judgement.ts';

/** Says of each mutant whether the controls that it names, and they alone, caught it. */
export default class MutantReporter implements Reporter {
  readonly #verdicts = new Map<string, Verdict[]>();
  #troubled = false;

  onTestEnd(test: TestCase, result: TestResult): void {
    const name = stackOf(test);
    const body = result.attachments.findLast((attachment) => attachment.name === VERDICT_ATTACHMENT)?.body;
    if (!body) {
      this.#trouble(
        `${name}: "${test.title}" ended without a verdict: ${result.error?.message ?? result.status}`,
      );
      return;
    }
    const verdicts = this.#verdicts.get(name) ?? [];
    this.#verdicts.set(name, [...verdicts, JSON.parse(body.toString('utf8')) as Verdict]);
  }

  onError(error: TestError): void {
    this.#trouble(error.message ?? String(error.value));
  }

  onEnd({ duration }: FullResult): Promise<{ status: FullResult['status'] }> {
    const tally = { killed: 0, survived: 0, collateral: 0 };
    for (const [name, verdicts] of this.#verdicts) {
      const mutant = mutants[name];
      if (!mutant) {
        const broken = verdicts.filter(({ status }) => status !== 'pass' && status !== 'not-applicable');
        for (const { control, status, reason } of broken)
          this.#trouble(`${name}: ${control} is ${status}: ${reason}`);
        continue;
      }
      const outcome = judge(mutant, verdicts);
      tally[outcome.missed.length === 0 ? 'killed' : 'survived'] += 1;
      tally.collateral += outcome.collateral.length === 0 ? 0 : 1;
      print(line(name, outcome, mutant.kills));
    }
    const count = tally.killed + tally.survived;
    print(`${(duration / 1000).toFixed(1)} s`);
    print(
      `${count} mutants, ${tally.killed} killed, ${tally.survived} survived, ${tally.collateral} collateral`,
    );
    const clean = count > 0 && tally.survived === 0 && tally.collateral === 0 && !this.#troubled;
    return Promise.resolve({ status: clean ? 'passed' : 'failed' });
  }

  #trouble(message: string): void {
    this.#troubled = true;
    print(message);
  }
}

/** The mutant that a test ran against: its spec file is named after it, or else its project. */
function stackOf(test: TestCase): string {
  const [, project = '', file = ''] = test.titlePath();
  const name = basename(file, '.spec.mjs');
  return name in mutants ? name : project;
}

function line(name: string, { missed, collateral }: Outcome, kills: readonly string[]): string {
  if (missed.length === 0 && collateral.length === 0) return `✔ ${name}  ${kills.join(' ')}`;
  return [
    `✘ ${name}`,
    ...missed.map((problem) => `    survived    ${problem}`),
    ...collateral.map((problem) => `    collateral  ${problem}`),
  ].join('\n');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
