// npx tsx bench/conformance-table.ts
// Writes the table of profiles, stacks and results into README.md, from the runs that bench/conformance.ts has kept.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../reporters/run.ts';

/** Where the runs are kept, as `<stack>/<profile>.json`. */
export const FOLDER = 'results/conformance';

const STACKS = ['embedded', 'native', 'compose'];
const MARKS = ['<!-- conformance: bench/conformance-table.ts -->\n', '<!-- /conformance -->'] as const;

/** The table in Markdown: a line for each profile, a column for each stack. */
export function conformanceTable(): string {
  const runs = STACKS.flatMap(runsOf);
  const profiles = [...new Set(runs.map(({ profile }) => profile.name))].sort();
  const cell = (name: string, stack: string) => {
    const run = runs.find((one) => one.profile.name === name && one.stack === stack);
    return run ? resultOf(run) : '–';
  };
  return [
    `| profile | ${STACKS.join(' | ')} |`,
    `| --- |${' --- |'.repeat(STACKS.length)}`,
    ...profiles.map((name) => `| \`${name}\` | ${STACKS.map((stack) => cell(name, stack)).join(' | ')} |`),
  ].join('\n');
}

function runsOf(stack: string): Run[] {
  const folder = join(FOLDER, stack);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return []; // It was not run on this stack.
  }
  return names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Run);
}

/** Every status that occurs, the controls that do not apply last. */
function resultOf({ totals }: Run): string {
  const { pass, 'not-applicable': none, ...others } = totals;
  const found = Object.entries(others).filter(([, count]) => count > 0);
  const sign = found.some(([status]) => !['waived', 'not-evaluated'].includes(status)) ? '✘' : '✔';
  const words = [
    `${pass} pass`,
    ...found.map(([status, count]) => `${count} ${status}`),
    `${none} not-applicable`,
  ];
  return `${sign} ${words.join(' · ')}`;
}

if (process.argv[1] === import.meta.filename) {
  const readme = readFileSync('README.md', 'utf8');
  const [begin, end] = MARKS;
  const [before, rest] = readme.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined)
    throw new Error(`README.md has no ${begin.trim()} … ${end}`);
  writeFileSync('README.md', `${before}${begin}\n${conformanceTable()}\n\n${end}${after}`);
}
