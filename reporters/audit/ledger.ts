import type { ControlResult, Run } from '../run.ts';
import { html, joined, short, type Html, type Part } from './html.ts';
import { AGAINST, badge, counted, counts, folded, section, STATUSES, table } from './parts.ts';
import { sightings, type Sighting } from './seen.ts';

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

/** Counted row by row, so that it is the sum of what stands below. */
function sum(controls: readonly ControlResult[]): Html {
  const added = STATUSES.reduce(
    (total, status) => total + controls.filter((control) => control.status === status).length,
    0,
  );
  return html`<p class="sum" id="ledger-sum">
    ${counts(controls, ' + ')} = <b>${counted(added, 'control')}</b>
  </p> `;
}

function familyOf(family: string, all: readonly ControlResult[]): Html {
  const controls = all.filter((control) => control.family === family);
  return html`<h3 id="family-${family}">
      ${family} <span class="kind">${counted(controls.length, 'control')}: ${counts(controls)}</span>
    </h3>
    ${table({
      caption: `Controls of the family ${family}`,
      told: true,
      columns: ['Control', 'Status, severity', 'Reason and evidence'],
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

/** How many observations there are and what the first kind of them saw, with where and the rest folded away below. */
function seen({ id, evidence }: ControlResult): Html {
  const groups = sightings({ id, evidence });
  const [first, ...others] = groups;
  if (!first) return html``;
  const summary = html`${counted(evidence.length, 'observation')}: ${saw(first)}`;
  const named = subjectsOf(first);
  if (named === undefined && others.length === 0) return html`<p>${summary}</p> `;
  const more = groups.length - SIGHTINGS;
  return folded(
    summary,
    html`<ul class="seen">
      ${named && html`<li>${named}</li> `}
      ${others.slice(0, SIGHTINGS - 1).map((group) => html`<li>${saw(group)} ${subjectsOf(group)}</li> `)}
      ${more > 0 ? html`<li>and ${counted(more, 'other value')} in run.json</li>` : undefined}
    </ul> `,
  );
}

/** Where a kind of evidence has nothing to say beyond its subject, that is what was seen. */
function saw({ seen: text, subjects }: Sighting): Html {
  return html`<code>${short(text === '' ? (subjects[0] ?? '') : text, 200)}</code>`;
}

/** Where it was seen, but for a subject that {@link saw} has told. */
function subjectsOf({ seen: text, subjects }: Sighting): Html | undefined {
  const named = text === '' ? subjects.slice(1) : subjects;
  if (named.length === 0) return undefined;
  const more = named.length - SUBJECTS;
  const shown = named
    .slice(0, SUBJECTS)
    .map((subject, index) => [index === 0 ? '' : ', ', short(subject, 120)]);
  return html`<span class="subjects"
    >${shown}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}</span
  >`;
}
