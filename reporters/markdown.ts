import { catalogue, type Control, type Severity, type Status } from '../controls/index.ts';
import { markdownCode, markdownCodeCell, markdownText } from './markup.ts';
import type { Derive } from './output.ts';
import { remedyFor } from './remedy.ts';
import { remedyProduct } from './remedy-line.ts';
import { isConforming, LEFT_OUT, type ControlResult, type Run } from './run.ts';

/**
 * The run as a CI job's page shows it: totals, what fails with its remedy, what could not be decided, waivers in the
 * order of their ends. GitHub takes 1 MiB of a step, and a step may show several profiles: this stays far below.
 */
export const markdown: Derive = ({ run }) => [{ path: 'summary.md', content: summaryOf(run) }];

/** Bytes for each part whose length the target decides. */
const BUDGET = { failures: 60_000, briefly: 30_000, reasons: 8_000, waivers: 8_000 } as const;

function summaryOf(run: Run): string {
  return [
    headline(run),
    totalsTable(run),
    ...failures(run),
    ...reasons('Could not be decided', 'error', run),
    ...waivers(run),
    ...reasons('Not evaluated', 'not-evaluated', run),
    familyTable(run),
    `All evidence is in ${markdownCode('run.json')}.\n`,
  ].join('\n\n');
}

function headline(run: Run): string {
  const { suite, profile, target, stack, completeness, startedAt, finishedAt } = run;
  const verdict = isConforming(run) ? '✔ conforms' : '✘ does not conform';
  const stamp = completeness === 'complete' ? '' : ` · **${completeness.toUpperCase()}**`;
  const took = ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(0);
  return [
    `# ${markdownText(profile.name)} ${verdict}${stamp}`,
    '',
    `${target === '' ? 'No target was reached' : `${markdownCode(target)} (${stack})`} ` +
      `held against profile ${markdownText(profile.name)} ${markdownCode(profile.sha256.slice(0, 12))} ` +
      `by Plumbline ${suite.version}, ${startedAt}, ${took} s.`,
  ].join('\n');
}

/** Worst first. */
const COLUMNS: readonly Status[] = [
  'fail',
  'waiver-expired',
  'error',
  'waived',
  'not-evaluated',
  'not-applicable',
  'pass',
];

function totalsTable({ totals, controls }: Run): string {
  return table(
    [...COLUMNS, 'all'],
    [[...COLUMNS.map((status) => String(totals[status])), String(controls.length)]],
  );
}

const WORST: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

function failures(run: Run): string[] {
  const failed = run.controls
    .filter(({ status }) => status === 'fail' || status === 'waiver-expired')
    .toSorted((a, b) => WORST.indexOf(a.severity) - WORST.indexOf(b.severity));
  if (failed.length === 0) return [];
  const inFull = within(
    failed.map((control) => failureBlock(control, run)),
    BUDGET.failures,
  );
  const briefly = failed.slice(inFull.length).map(({ id, title }) => `- **${id}** ${markdownText(title)}`);
  return [`## Fails: ${failed.length}`, ...inFull, ...list(briefly, BUDGET.briefly)];
}

/** More findings than these, and longer ones, are in run.json. */
const FINDINGS_SHOWN = 3;
const LONGEST = 300;

function failureBlock(control: ControlResult, run: Run): string {
  const { id, title, severity, status, reason, expected, observed } = control;
  const { why }: Control = catalogue[id];
  const shown = observed.slice(0, FINDINGS_SHOWN);
  return [
    `### ${id} ${markdownText(title)} (${severity})`,
    '',
    ...shown.flatMap((observation, index) => [
      `- expected ${markdownCode(expected[index] ?? '', LONGEST)}`,
      `  - observed ${markdownCode(observation, LONGEST)}`,
    ]),
    ...(observed.length > shown.length ? [`- and ${observed.length - shown.length} more`] : []),
    ...(status === 'waiver-expired' ? [`- ${markdownText(reason, LONGEST)}`] : []),
    `- why: ${markdownText(why)}`,
    `- remedy (${remedyProduct(id, run)}): ${markdownCode(remedyFor(id, run).text)}`,
  ].join('\n');
}

/** Controls that share a reason share a line; what the command line left out is in the totals. */
function reasons(heading: string, status: Status, { controls }: Run): string[] {
  const told = controls.filter((control) => control.status === status && control.reason !== LEFT_OUT);
  const lines = [...new Set(told.map(({ reason }) => reason))].map((reason) => {
    const ids = told.filter((control) => control.reason === reason).map(({ id }) => id);
    return `- ${markdownCode(reason, LONGEST)}: ${ids.join(', ')}`;
  });
  return told.length === 0 ? [] : [`## ${heading}: ${told.length}`, ...list(lines, BUDGET.reasons)];
}

function waivers({ profile, controls }: Run): string[] {
  if (profile.waivers.length === 0) return [];
  const rows = profile.waivers
    .toSorted((a, b) => a.expires.localeCompare(b.expires))
    .map(({ control, expires, owner, approver, ticket, reason, scope }) => [
      expires,
      `${markdownText(control)} ${scope ? markdownCodeCell(scope.join(', '), LONGEST) : ''}`.trim(),
      controls.find(({ id }) => id === control)?.status ?? '',
      ...[owner, approver, ticket, reason].map((text) => markdownText(text, LONGEST)),
    ]);
  const shown = within(
    rows.map((row) => row.join(' | ')),
    BUDGET.waivers,
  ).length;
  return [
    '## Waivers, the next to end first',
    table(['until', 'control', 'status now', 'owner', 'approver', 'ticket', 'reason'], rows.slice(0, shown)),
    ...(rows.length > shown ? [`and ${rows.length - shown} more`] : []),
  ];
}

/** Families that were looked at, or could not be; what the command line left out is in the totals. */
function familyTable({ controls }: Run): string {
  const seen = controls.filter(({ reason }) => reason !== LEFT_OUT);
  const families = [...new Set(seen.map(({ family }) => family))];
  return table(
    ['family', ...COLUMNS],
    families.map((family) => {
      const members = seen.filter((control) => control.family === family);
      return [
        markdownText(family),
        ...COLUMNS.map((status) => {
          const count = members.filter((member) => member.status === status).length;
          return count === 0 ? '' : String(count);
        }),
      ];
    }),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function list(lines: readonly string[], budget: number): string[] {
  const shown = within(lines, budget);
  const more = lines.length > shown.length ? [`- and ${lines.length - shown.length} more`] : [];
  return lines.length === 0 ? [] : [[...shown, ...more].join('\n')];
}

/** The first parts that have room in so many bytes. */
function within(parts: readonly string[], bytes: number): string[] {
  const shown: string[] = [];
  let used = 0;
  for (const part of parts) {
    used += Buffer.byteLength(part);
    if (used > bytes) break;
    shown.push(part);
  }
  return shown;
}
