import type { ControlResult, Run } from '../run.ts';
import { html, joined, short, type Html, type Part } from './html.ts';
import { AGAINST, badge, counted, counts, folded, section, STATUSES, table, wordOf } from './parts.ts';
import { sightings } from './seen.ts';

/** More of them say nothing new on a page; run.json has them all. */
const SIGHTINGS = 4;
const SUBJECTS = 4;

/** Every control of the run once, by family, and their sum. */
export function ledger({ controls }: Run): Html {
  const families = [...new Set(controls.map(({ family }) => family))];
  return section(
    'ledger',
    'Coverage ledger',
    html`<p>
        Every control that this version of the suite knows stands here once, whatever became of it. What
        failed links to its finding above.
      </p>
      ${sum(controls)}${joined(families.map((family) => familyOf(family, controls)))}`,
  );
}

function sum(controls: readonly ControlResult[]): Html {
  const numbers = STATUSES.map((status) => ({
    status,
    count: controls.filter((control) => control.status === status).length,
  }));
  const told = numbers.filter(({ count }) => count > 0);
  const added = told.reduce((total, { count }) => total + count, 0);
  return html`<p class="sum" id="ledger-sum">
    ${told.map(({ status, count }) => `${count.toLocaleString('en')} ${wordOf(status)}`).join(' + ')} =
    <b>${counted(added, 'control')}</b>
  </p> `;
}

function familyOf(family: string, all: readonly ControlResult[]): Html {
  const controls = all.filter((control) => control.family === family);
  return html`<h3 id="family-${family}">
      ${family} <span class="kind">${counted(controls.length, 'control')}: ${counts(controls)}</span>
    </h3>
    ${table({
      caption: `Controls of the family ${family}`,
      columns: ['Control', 'Status', 'Reason and evidence'],
      rows: controls.map(row),
    })}`;
}

function row(control: ControlResult): readonly Part[] {
  const { id, title, status, severity, reason } = control;
  const name = AGAINST.includes(status) ? html`<a href="#control-${id}">${id}</a>` : id;
  return [
    html`<span class="id" id="ledger-${id}">${name}</span> <span class="title">${title}</span>`,
    html`${badge(status)} <span class="severity">${severity}</span>`,
    html`${reason === '' ? undefined : html`<p>${short(reason, 400)}</p> `}${seen(control)}`,
  ];
}

function seen(control: ControlResult): Html {
  const { evidence } = control;
  if (evidence.length === 0) return html``;
  const groups = sightings(control);
  const more = groups.length - SIGHTINGS;
  const lines = groups.slice(0, SIGHTINGS).map((group) => {
    const left = group.subjects.length - SUBJECTS;
    const subjects = group.subjects
      .slice(0, SUBJECTS)
      .map((subject) => html`<li>${short(subject, 160)}</li> `);
    return html`<li>
      <code>${short(group.seen, 240)}</code>
      <ul class="subjects">
        ${subjects}${left > 0 ? html`<li>and ${left} more</li>` : undefined}
      </ul>
    </li> `;
  });
  return folded(
    counted(evidence.length, 'observation'),
    html`<ul class="seen">
      ${lines}${more > 0 ? html`<li>and ${more} other kinds in run.json</li>` : undefined}
    </ul> `,
  );
}
