import { styleText } from 'node:util';
import { catalogue, type Control, type Product, type Status } from '../controls/index.ts';
import type { ControlResult, Run } from './run.ts';

type Style = (text: string) => string;

/** How the summary marks its lines. Without colour every style leaves its text alone. */
interface Palette {
  readonly good: Style;
  readonly bad: Style;
  readonly quiet: Style;
  readonly strong: Style;
}

/** Statuses of a control that a person has to act on, and how its block is headed. */
const HEADINGS: Partial<Record<Status, string>> = {
  fail: 'FAIL',
  error: 'ERROR',
  'waiver-expired': 'WAIVER EXPIRED',
};

/** The run as a person at a terminal reads it: families, then what to act on, then the totals. */
export function summary(run: Run, colour: boolean): string {
  const palette = paletteFor(colour);
  const act = run.controls.filter(({ status }) => HEADINGS[status] !== undefined);
  return [
    '',
    headline(run, palette),
    '',
    ...familyLines(run, palette),
    ...act.flatMap((control) => ['', ...block(control, run, palette)]),
    ...waivedLines(run, palette),
    '',
    totalsLine(run, palette),
    '',
  ].join('\n');
}

function paletteFor(colour: boolean): Palette {
  const style =
    (format: Parameters<typeof styleText>[0]): Style =>
    (text) =>
      colour ? styleText(format, text) : text;
  return { good: style('green'), bad: style('red'), quiet: style('dim'), strong: style('bold') };
}

function headline({ suite, profile, target, stack }: Run, { strong, quiet }: Palette): string {
  const where = target === '' ? 'no target was reached' : `${target} (${stack})`;
  return `${strong(`Plumbline ${suite.version}`)}  profile ${strong(profile.name)} ${quiet(profile.sha256.slice(0, 12))}  ${where}`;
}

function familyLines({ controls }: Run, palette: Palette): string[] {
  const families = [...new Set(controls.map(({ family }) => family))];
  const width = Math.max(...families.map(({ length }) => length));
  return families.map((family) => {
    const members = controls.filter((control) => control.family === family);
    return `  ${mark(members, palette)} ${family.padEnd(width)}  ${counts(members)}`;
  });
}

function mark(controls: readonly ControlResult[], { good, bad, quiet }: Palette): string {
  if (controls.some(({ status }) => HEADINGS[status] !== undefined)) return bad('✘');
  return controls.some(({ status }) => status === 'pass') ? good('✔') : quiet('–');
}

function counts(controls: readonly ControlResult[]): string {
  const tally = new Map<Status, number>();
  for (const { status } of controls) tally.set(status, (tally.get(status) ?? 0) + 1);
  return [...tally].map(([status, count]) => `${count} ${status}`).join(' · ');
}

/** More findings than these say nothing new on a terminal; run.json has them all. */
const FINDINGS_SHOWN = 3;

function block(control: ControlResult, run: Run, { bad, strong, quiet }: Palette): string[] {
  const { why, references }: Control = catalogue[control.id];
  const head = `${bad(HEADINGS[control.status] ?? '')}  ${strong(control.id)}  ${control.title} ${quiet(`(${control.severity})`)}`;
  const hidden = control.observed.length - FINDINGS_SHOWN;
  return [
    head,
    ...(control.status === 'fail' ? [] : [row('Reason', control.reason)]),
    ...control.observed
      .slice(0, FINDINGS_SHOWN)
      .flatMap((observed, index) => [
        row('Expected', control.expected[index] ?? ''),
        row('Observed', observed),
      ]),
    ...(hidden > 0 ? [row('', quiet(`and ${hidden} more like it in run.json`))] : []),
    ...(control.status === 'error' ? [] : [row('Why', why), row('Remedy', remedy(control, run))]),
    row('Reference', references.join(', ')),
  ];
}

function row(label: string, text: string): string {
  return `      ${label.padEnd(10)} ${text}`;
}

/** Products whose name is part of what they send as `Server`; the rest is told by other means. */
const PRODUCTS: readonly Product[] = ['nginx', 'caddy', 'haproxy'];

function remedy({ id }: ControlResult, { server, stack }: Run): string {
  const { remedy: remedies }: Control = catalogue[id];
  if (stack === 'embedded') return `(fastify) ${remedies.fastify}`;
  const told = PRODUCTS.find((product) => server.toLowerCase().includes(product));
  return told ? `(${told}) ${remedies[told]}` : `(nginx, for example) ${remedies.nginx}`;
}

function waivedLines({ controls }: Run, { quiet }: Palette): string[] {
  const waived = controls.filter(({ status }) => status === 'waived');
  return waived.flatMap(({ id, observed, reason }) => [
    '',
    `WAIVED  ${id}  ${observed[0] ?? ''}`,
    row('Waiver', quiet(reason)),
  ]);
}

function totalsLine({ totals, controls, completeness }: Run, { good, bad, strong }: Palette): string {
  const parts = Object.entries(totals)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`);
  const stamp = completeness === 'complete' ? '' : `  ${strong(completeness.toUpperCase())}`;
  const conforming = totals.fail + totals.error + totals['waiver-expired'] === 0;
  return `${(conforming ? good : bad)(`${controls.length} controls: ${parts.join(' · ')}`)}${stamp}`;
}
