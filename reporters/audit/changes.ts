import {
  compareRuns,
  type Comparison,
  type ControlChange,
  type Difference,
  type OpenFailure,
  type WaiverChange,
} from '../comparison.ts';
import type { Report } from '../output.ts';
import type { Run } from '../run.ts';
import { oneLine } from './facts.ts';
import { html, joined, type Html, type Part } from './html.ts';
import { badge, counted, day, facts, instant, section, table } from './parts.ts';

/** What is different from the earlier run. */
export function changes({ run, before }: Report): Html {
  const heading = 'Changes since the earlier run';
  if (!before)
    return section(
      'changes',
      heading,
      html`<p>No earlier run was named. <code>PLUMBLINE_BASELINE=path/to/run.json</code> names one.</p> `,
    );
  const compared = compareRuns(run, before);
  const lists = [
    list('New failures', compared.newFailures),
    list('Fixed', compared.fixed),
    list('Still failing', compared.stillFailing),
    list('Failed before, and this run cannot say', compared.unknown),
    list('Other changes of status', compared.otherChanges),
    list('New controls of the suite', compared.added),
    list('Controls that the suite no longer has', compared.removed),
  ];
  return section(
    'changes',
    heading,
    html`<p>
        Compared with the run of the profile ${compared.before.profile} that began on
        ${instant(compared.before.startedAt)}${compared.before.completeness === 'complete' ? '' : ` (${compared.before.completeness})`}.
      </p>
      ${compared.caveats.map(
        (text) => html`<p class="reason">${text}</p> `,
      )}${summaryOf(compared)}${joined(lists)}${waiverChanges(compared.waivers)}${differences(compared)}`,
  );
}

function summaryOf({ newFailures, fixed, stillFailing }: Comparison): Html {
  return html`<p class="sum">
    ${newFailures.length} new · ${fixed.length} fixed · ${stillFailing.length} still failing
  </p> `;
}

function list(heading: string, changed: readonly (ControlChange | OpenFailure)[]): Html {
  if (changed.length === 0) return html``;
  const aged = changed.some((each) => 'since' in each);
  return html`<h3>${heading} <span class="kind">${counted(changed.length, 'control')}</span></h3>
    ${table({
      caption: heading,
      told: true,
      columns: ['Control', 'Before', 'Now', ...(aged ? ['Failing since'] : [])],
      rows: changed.map((each) => [
        html`${each.now === undefined ? each.id : html`<a class="id" href="#ledger-${each.id}">${each.id}</a>`}
          <span class="title">${each.title}</span>`,
        each.before === undefined ? 'unknown to it' : badge(each.before),
        each.now === undefined ? 'gone' : badge(each.now),
        ...(aged ? ['since' in each ? age(each) : ''] : []),
      ]),
    })}`;
}

function age({ since, days }: OpenFailure): string {
  return `${day(since)}, ${days === 0 ? 'less than a day' : counted(days, 'day')}`;
}

type Waiver = Run['profile']['waivers'][number];

function waiverChanges({ added, removed, changed }: Comparison['waivers']): Html {
  const rows: readonly (readonly Part[])[] = [
    ...added.map((waiver) => [waiver.control, 'added', `${waiver.reason}, until ${waiver.expires}`]),
    ...removed.map((waiver) => [waiver.control, 'removed', `${waiver.reason}, until ${waiver.expires}`]),
    ...changed.map((change) => [
      change.now.control,
      'changed',
      joined(change.fields.map((field) => told(change, field))),
    ]),
  ];
  if (rows.length === 0)
    return html`<h3>Waivers</h3>
      <p>The waivers are the same in both runs.</p> `;
  return html`<h3>Waivers</h3>
    ${table({ caption: 'Changed waivers', told: true, columns: ['Control', 'Change', 'What'], rows })}`;
}

function told({ before, now }: WaiverChange, field: string): Html {
  const text = (waiver: Waiver) => oneLine(Object.entries(waiver).find(([name]) => name === field)?.[1]);
  return html`<p>${field}: ${text(before)} → ${text(now)}</p> `;
}

function differences({ sections, suite, target, profile }: Comparison): Html {
  const arrow = (difference: Difference | undefined) =>
    difference && `${difference.before || 'none'} → ${difference.now || 'none'}`;
  const names = (all: readonly string[]) => (all.length === 0 ? undefined : all.join(', '));
  const told: readonly (readonly [string, Part])[] = [
    ['Sections changed', names(sections.changed)],
    ['Sections added', names(sections.added)],
    ['Sections removed', names(sections.removed)],
    ['Suite', arrow(suite)],
    ['Target', arrow(target)],
    ['Profile', arrow(profile)],
  ];
  const isSame = told.every(([, value]) => value === undefined);
  return html`<h3>Profile and suite</h3>
    ${isSame ? html`<p>Profile, suite and target are the same in both runs.</p> ` : facts(told)}`;
}
