import { styleText } from 'node:util';
import { catalogue, type Control, type Status } from '../controls/index.ts';
import { compareRuns } from './comparison.ts';
import type { Report } from './output.ts';
import { remedyFor } from './remedy.ts';
import { isConforming, LEFT_OUT, type ControlResult, type Run } from './run.ts';
import { sinceLine } from './since.ts';
import { wrapped, type Terminal } from './terminal.ts';

type Style = (text: string) => string;

/** How the summary is laid out. Without colour every style leaves its text alone. */
interface Layout {
  readonly good: Style;
  readonly bad: Style;
  readonly quiet: Style;
  readonly strong: Style;
  readonly columns: number;
}

/** Statuses of a control that a person has to act on. */
const ACT: ReadonlySet<Status> = new Set<Status>(['fail', 'error', 'waiver-expired']);

/** The run as a person at a terminal reads it: families, then what to act on, then the totals. */
export function summary({ run, before }: Report, terminal: Terminal): string {
  const layout = layoutFor(terminal);
  const failed = run.controls.filter(({ status }) => status === 'fail' || status === 'waiver-expired');
  return [
    '',
    headline(run, layout),
    '',
    ...familyLines(run, layout),
    ...failed.flatMap((control) => ['', ...failureBlock(control, run, layout)]),
    ...reasonBlocks(run, 'error', layout),
    ...waivedBlocks(run, layout),
    ...reasonBlocks(run, 'not-evaluated', layout),
    ...reasonBlocks(run, 'pass', layout),
    '',
    ...totalsLines(run, layout),
    ...(before ? [sinceLine(compareRuns(run, before))] : []),
    '',
  ].join('\n');
}

function layoutFor({ colour, columns }: Terminal): Layout {
  const style =
    (format: Parameters<typeof styleText>[0]): Style =>
    (text) =>
      colour ? styleText(format, text, { validateStream: false }) : text;
  return { good: style('green'), bad: style('red'), quiet: style('dim'), strong: style('bold'), columns };
}

function headline({ suite, profile, target, stack }: Run, { strong, quiet }: Layout): string {
  const where = target === '' ? 'no target was reached' : `${target} (${stack})`;
  return `${strong(`Plumbline ${suite.version}`)}  profile ${strong(profile.name)} ${quiet(profile.sha256.slice(0, 12))}  ${where}`;
}

/** Families that were looked at, or could not be; what the command line left out is in the totals. */
function familyLines({ controls }: Run, layout: Layout): string[] {
  const seen = grouped(
    controls.filter(({ reason }) => reason !== LEFT_OUT),
    ({ family }) => family,
  );
  const width = Math.max(...seen.map(([family]) => family.length));
  return seen.map(
    ([family, members]) => `  ${mark(members, layout)} ${family.padEnd(width)}  ${counts(members)}`,
  );
}

type Group = readonly [key: string, members: readonly ControlResult[]];

function grouped(controls: readonly ControlResult[], keyOf: (control: ControlResult) => string): Group[] {
  return [...new Set(controls.map(keyOf))].map((key) => [
    key,
    controls.filter((control) => keyOf(control) === key),
  ]);
}

function mark(controls: readonly ControlResult[], { good, bad, quiet }: Layout): string {
  if (controls.some(({ status }) => ACT.has(status))) return bad('✘');
  return controls.some(({ status }) => status === 'pass') ? good('✔') : quiet('–');
}

function counts(controls: readonly ControlResult[]): string {
  const tally = new Map<Status, number>();
  for (const { status } of controls) tally.set(status, (tally.get(status) ?? 0) + 1);
  return [...tally].map(([status, count]) => `${count} ${status}`).join(' · ');
}

/** More findings than these say nothing new on a terminal; run.json has them all. */
const FINDINGS_SHOWN = 3;

function failureBlock(control: ControlResult, run: Run, layout: Layout): string[] {
  const { why, references }: Control = catalogue[control.id];
  const { bad, quiet } = layout;
  return [
    head(bad(control.status === 'fail' ? 'FAIL' : 'WAIVER EXPIRED'), control, layout),
    ...(control.status === 'fail' ? [] : row('Waiver', control.reason, layout)),
    ...findings(control, layout),
    ...(control.failingSince === undefined ? [] : row('Since', control.failingSince, layout)),
    ...row('Why', why, layout),
    ...row('Remedy', remedy(control, run), layout),
    ...row('Reference', references.join(', '), layout, quiet),
  ];
}

function head(heading: string, { id, title, severity }: ControlResult, { strong, quiet }: Layout): string {
  return `${heading}  ${strong(id)}  ${title} ${quiet(`(${severity})`)}`;
}

/** What was observed, each expectation once above all that misses it. */
function findings({ expected, observed }: ControlResult, layout: Layout): string[] {
  const shown = observed.slice(0, FINDINGS_SHOWN);
  const hidden = observed.length - shown.length;
  return [
    ...shown.flatMap((text, index) => [
      ...(expected[index] === expected[index - 1] ? [] : row('Expected', expected[index] ?? '', layout)),
      ...row('Observed', text, layout),
    ]),
    ...(hidden > 0 ? row('', `and ${hidden} more in run.json`, layout, layout.quiet) : []),
  ];
}

/** Controls that share a reason, most often one dead target, share a block. */
function reasonBlocks(
  { controls }: Run,
  status: 'error' | 'not-evaluated' | 'pass',
  layout: Layout,
): string[] {
  const told = controls.filter(
    (control) => control.status === status && control.reason !== '' && control.reason !== LEFT_OUT,
  );
  const heading = { error: layout.bad('ERROR'), 'not-evaluated': 'NOT EVALUATED', pass: 'NOTE' }[status];
  return grouped(told, ({ reason }) => reason).flatMap(([reason, [first, ...others]]) => [
    '',
    ...(first && others.length === 0
      ? [head(heading, first, layout)]
      : [`${heading}  ${layout.strong(`${others.length + 1} controls`)}`]),
    ...row('Reason', reason, layout),
    ...(first && others.length > 0
      ? row('Controls', [first, ...others].map(({ id }) => id).join(', '), layout)
      : []),
  ]);
}

function waivedBlocks({ controls }: Run, layout: Layout): string[] {
  const waived = controls.filter(({ status }) => status === 'waived');
  return waived.flatMap((control) => [
    '',
    head('WAIVED', control, layout),
    ...findings(control, layout),
    ...row('Waiver', control.reason, layout),
  ]);
}

const INDENT = ' '.repeat(6);
const LABEL_WIDTH = 11;
/** Below this a column of text would be harder to read than lines that the terminal breaks. */
const LEAST_TEXT = 30;

function row(label: string, text: string, { columns }: Layout, style: Style = (plain) => plain): string[] {
  const width = Math.max(columns - INDENT.length - LABEL_WIDTH, LEAST_TEXT);
  return wrapped(text, width).map(
    (line, index) => INDENT + (index === 0 ? label : '').padEnd(LABEL_WIDTH) + style(line),
  );
}

function remedy({ id }: ControlResult, run: Run): string {
  const { product, isExample, text } = remedyFor(id, run);
  return `(${product}${isExample ? ', for example' : ''}) ${text}`;
}

function totalsLines(run: Run, { good, bad, strong }: Layout): string[] {
  const { totals, controls, completeness } = run;
  const parts = Object.entries(totals)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`);
  const stamp = completeness === 'complete' ? '' : `  ${strong(completeness.toUpperCase())}`;
  const evaluated = controls.some(
    ({ status }) => ACT.has(status) || status === 'pass' || status === 'waived',
  );
  return [
    `${(isConforming(run) ? good : bad)(`${controls.length} controls: ${parts.join(' · ')}`)}${stamp}`,
    ...(evaluated ? [] : ['No control was evaluated, so nothing is shown to conform.']),
  ];
}
