import type { Status } from '../../controls/index.ts';
import type { ControlResult } from '../run.ts';
import { html, markup, type Html, type Part } from './html.ts';

/** How a status is written: a sign and a word, so that colour is never alone. */
const WORDS: Readonly<
  Record<Status, { readonly sign: string; readonly word: string; readonly many?: string }>
> = {
  fail: { sign: '✗', word: 'failed' },
  'waiver-expired': { sign: '✗', word: 'waiver expired' },
  error: { sign: '!', word: 'error', many: 'errors' },
  waived: { sign: '≈', word: 'waived' },
  'not-evaluated': { sign: '?', word: 'not evaluated' },
  'not-applicable': { sign: '–', word: 'not applicable' },
  pass: { sign: '✓', word: 'passed' },
};

/** The order in which a reader wants to know. */
export const STATUSES = Object.keys(WORDS) as Status[];

/** Statuses that stand against the target until somebody acts. */
export const AGAINST: readonly Status[] = ['fail', 'waiver-expired', 'error'];

/** The status as a badge. */
export function badge(status: Status): Html {
  const { sign, word } = WORDS[status];
  return html`<span class="badge ${status}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

/** `3 failed · 12 passed`. */
export function counts(controls: readonly Pick<ControlResult, 'status'>[], between = ' · '): string {
  return countsIn((status) => controls.filter((control) => control.status === status).length, between);
}

/** The same of numbers that are known. */
export function countsIn(numberOf: (status: Status) => number, between = ' · '): string {
  return STATUSES.flatMap((status) => {
    const number = numberOf(status);
    const { word, many = word } = WORDS[status];
    return number === 0 ? [] : [`${number.toLocaleString('en')} ${number === 1 ? word : many}`];
  }).join(between);
}

/** `1 control`, `2 controls`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** A table that folds into blocks on a narrow screen; the roles keep it a table for those who listen to it. */
export function table(order: {
  readonly caption: Part;
  /** Whether a heading has said it already: the caption is then for those who listen. */
  readonly told?: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Part[])[];
  readonly foot?: readonly Part[];
}): Html {
  const { caption, told = false, columns, rows, foot } = order;
  const cell = (part: Part, index: number) =>
    index === 0
      ? html`<th role="rowheader" scope="row">${part}</th>`
      : html`<td role="cell" data-label="${columns[index] ?? ''}">${part}</td>`;
  const row = (cells: readonly Part[]) =>
    html`<tr role="row">
      ${cells.map(cell)}
    </tr> `;
  return html`<table role="table">
    <caption class="${told ? 'heard' : ''}">
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(row)}
    </tbody>
    ${
      foot &&
      html`<tfoot role="rowgroup">
        ${row(foot)}
      </tfoot>`
    }
  </table> `;
}

/** Names and what they stand for. Pairs without a value are left out. */
export function facts(pairs: readonly (readonly [name: string, value: Part])[]): Html {
  const told = pairs.filter(([, value]) => value !== undefined && value !== '');
  return html`<dl>
    ${told.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div> `,
    )}
  </dl> `;
}

/** A section of the page with its heading, which the table of contents leads to. */
export function section(id: string, heading: string, content: Part): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${heading}</h2>
    ${content}
  </section> `;
}

/** What is folded away on a screen. On paper it stands open, but for what only repeats another part of the page. */
export function folded(summary: Part, content: Part, how?: 'open' | 'repeated'): Html {
  const attribute = { open: ' open', repeated: ' class="repeated"', '': '' }[how ?? ''];
  return html`<details${markup(attribute)}><summary>${summary}</summary>
${content}</details>
`;
}

/** `2026-11-22 12:00:01 UTC`; the text itself where it is no instant. */
export function instant(text: string): string {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(text) ?? [];
  return date === undefined || time === undefined ? text : `${date} ${time} UTC`;
}

/** `2026-11-22`. */
export function day(text: string): string {
  return /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 10) : text;
}
