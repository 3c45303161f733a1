import { frameworkViews, type FrameworkView } from '../frameworks/index.ts';
import { FAILING } from '../history.ts';
import type { Run } from '../run.ts';
import { html, joined, type Html, type Part } from './html.ts';
import { counted, folded, section, table } from './parts.ts';

type RequirementView = FrameworkView['requirements'][number];
type Backing = RequirementView['direct'];
type Says = Backing['says'];

/** The run, read for each framework. */
export function frameworks(run: Run): Html {
  return section(
    'frameworks',
    'Framework views',
    html`<p class="statement">
        These views are evidence, not a compliance verdict. They say which requirements the controls of this
        run have to do with, and what the target answered. Whether a requirement is met is for an assessor,
        who also looks at what cannot be seen from outside.
      </p>
      <p>
        A <b>direct</b> control decides the requirement or a part of it. A <b>supporting</b> control only
        helps: the requirement asks for more, or for something else. A failure contradicts, waived or not.
      </p>
      ${joined(frameworkViews(run).map(view))}`,
  );
}

function view(framework: FrameworkView): Html {
  const { id, name, edition, source, statement, beyond, requirements, totals } = framework;
  return html`<h3 id="framework-${id}">${name} <span class="kind">${edition}</span></h3>
    <p class="statement">${statement}</p>
    <p>Direct: ${told(totals.direct)}. Supporting: ${told(totals.supporting)}.</p>
    ${table({
      told: true,
      caption: `Requirements of ${name} that controls of this run have to do with`,
      columns: ['Requirement', 'Direct', 'Supporting'],
      rows: requirements.map(row),
    })}${folded(
      `What of ${name} cannot be judged from outside`,
      html`<ul class="outside">
        ${beyond.map((text) => html`<li>${text}</li> `)}
      </ul> `,
      'open',
    )}
    <p class="more">${source}</p> `;
}

const SIGNS: Readonly<Record<Says, string>> = { supports: '✓', contradicts: '✗', 'not looked at': '?' };

function told(totals: Readonly<Record<Says, number>>): string {
  const says: readonly Says[] = ['contradicts', 'supports', 'not looked at'];
  const parts = says.filter((word) => totals[word] > 0).map((word) => `${totals[word]} ${WORDS[word]}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

const WORDS: Readonly<Record<Says, string>> = {
  supports: 'supported',
  contradicts: 'contradicted',
  'not looked at': 'not looked at',
};

function row({ id, words, level, reach, confidence, direct, supporting }: RequirementView): readonly Part[] {
  const notes = [
    ...(level === undefined ? [] : [`level ${level}`]),
    ...(reach === undefined ? [] : [REACH[reach]]),
    ...(confidence === undefined ? [] : ['id not checked against a copy']),
  ];
  return [
    html`<span class="id">${id}</span> <span class="title">${words}</span>${
        notes.length === 0 ? undefined : html`<span class="kind">${notes.join(', ')}</span>`
      }`,
    backing(direct),
    backing(supporting, 'repeated'),
  ];
}

const REACH = {
  full: 'can be decided from outside',
  partial: 'can be decided in part',
  evidence: 'can be supported only',
} as const;

/** Controls that are named at once; a requirement may have a hundred. */
const NAMED = 12;

function backing({ says, partly, controls }: Backing, how?: 'repeated'): Html {
  if (controls.length === 0) return html`–`;
  const failing = controls.filter(({ status }) => FAILING.has(status));
  const links = (some: Backing['controls']) => some.map(({ id }) => html`<a href="#ledger-${id}">${id}</a> `);
  const names = failing.length === 0 ? undefined : html` by ${links(failing.slice(0, NAMED))}`;
  const more = failing.length > NAMED ? `and ${failing.length - NAMED} more` : '';
  const rest = partly && says !== 'not looked at' ? html`<br />Some were not looked at.` : undefined;
  return html`<p><b>${SIGNS[says]} ${WORDS[says]}</b>${names}${more}${rest}</p>
    ${folded(counted(controls.length, 'control'), html`<p class="ids-inline">${links(controls)}</p>`, how)}`;
}
