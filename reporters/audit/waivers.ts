import type { ControlResult, Run } from '../run.ts';
import { html, type Html, type Part } from './html.ts';
import { findings } from './failures.ts';
import { badge, counted, section, table } from './parts.ts';

type Waiver = Run['profile']['waivers'][number];

/** Every waiver of the profile, the next to expire first, and what stands behind each. */
export function waivers(run: Run): Html {
  const all = run.profile.waivers.toSorted(
    (a, b) => compare(a.expires, b.expires) || compare(a.control, b.control),
  );
  const content =
    all.length === 0
      ? html`<p>The profile has no waiver: every failure counts.</p> `
      : html`<p>
            A waiver is a failure that somebody has accepted for a time. The check still runs, and what it
            finds stays visible. When a waiver expires, the run fails.
          </p>
          ${table({
            caption: `${counted(all.length, 'waiver')}, the next to expire first`,
            columns: [
              'Control',
              'Until',
              'Owner, approver, ticket',
              'Why it is accepted',
              'What the check finds',
            ],
            rows: all.map((waiver) => row(waiver, run)),
          })}`;
  return section('waivers', 'Waivers', content);
}

/** By code unit, so that every machine sorts alike. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function row(waiver: Waiver, run: Run): readonly Part[] {
  const { control: id, scope, reason, owner, approver, ticket, expires } = waiver;
  const control = run.controls.find((each) => each.id === id);
  return [
    html`<a class="id" href="#ledger-${id}">${id}</a> <span class="title">${control?.title}</span>`,
    html`${expires}<br />${standing(waiver, control, run)}`,
    html`Owner ${owner}<br />Approved by ${approver}<br />${ticket}`,
    html`<p>${reason}</p>
      <p class="more">${scope === undefined ? 'For the whole control.' : `For ${scope.join(', ')}.`}</p>`,
    control
      ? html`${badge(control.status)}${findings(control, FINDINGS)}`
      : 'no control of this run has this id',
  ];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Of each waived control; one that stands among the failures has more there. */
const FINDINGS = 3;

/** What has become of a waiver at the time of the run. It holds until the end of its last day (UTC). */
function standing({ expires }: Waiver, control: ControlResult | undefined, run: Run): Html {
  const today = run.startedAt.slice(0, 10);
  const days = Math.round((Date.parse(expires) - Date.parse(today)) / DAY_MS);
  if (today > expires) return html`<strong>Expired</strong> ${counted(-days, 'day')} before this run`;
  if (control?.status === 'pass') return html`<strong>Not needed</strong>: the control passes`;
  if (control?.status === 'not-applicable')
    return html`<strong>Not needed</strong>: the control does not apply`;
  return html`${counted(days, 'day')} left${days <= 30 ? html`, <strong>soon</strong>` : undefined}`;
}
