import { catalogue, type Control, type Evidence } from '../../controls/index.ts';
import type { ControlResult, Run } from '../run.ts';
import { reproductionOf } from '../reproduction.ts';
import { remedyFor } from '../remedy.ts';
import { exchange } from './exchange.ts';
import { html, joined, type Html } from './html.ts';
import { AGAINST, badge, counted, counts, day, facts, folded, section } from './parts.ts';

/** More findings of one control, or observations of it in full, say nothing new on a page; run.json has them all. */
const FINDINGS = 10;
const EXCHANGES = 3;

/** What somebody has to act on, worst first. */
export function failures(run: Run): Html {
  const against = AGAINST.flatMap((status) => run.controls.filter((control) => control.status === status));
  const content =
    against.length === 0
      ? html`<p>No control that was evaluated failed, none ended as an error, and no waiver has expired.</p> `
      : html`<p class="sum">${counts(against)}</p>
          ${grouped(against).map((members) => block(members, run))}`;
  return section('failures', 'What fails', content);
}

/** Errors that share their reason, most often one dead target, share a block. */
function grouped(controls: readonly ControlResult[]): readonly (readonly ControlResult[])[] {
  const groups = new Map<string, ControlResult[]>();
  for (const control of controls) {
    const key = control.status === 'error' ? `error ${control.reason}` : control.id;
    groups.set(key, [...(groups.get(key) ?? []), control]);
  }
  return [...groups.values()];
}

function block(members: readonly ControlResult[], run: Run): Html {
  const [first, ...others] = members;
  if (!first) return html``;
  return others.length === 0 ? finding(first, run) : sharedError(first, members);
}

function sharedError({ reason }: ControlResult, members: readonly ControlResult[]): Html {
  return html`<article class="finding error">
    <h3>${badge('error')} ${counted(members.length, 'control')} could not be decided, for one reason</h3>
    <p class="reason">${reason}</p>
    <ul class="ids">
      ${members.map(
        ({ id, title }) => html`<li id="control-${id}"><a href="#ledger-${id}">${id}</a> ${title}</li> `,
      )}
    </ul>
  </article> `;
}

function finding(control: ControlResult, run: Run): Html {
  const { id, title, status, severity, family, reason } = control;
  const { why, references }: Control = catalogue[id];
  const remedy = remedyFor(id, run);
  const reproduction = reproductionOf(control, run);
  return html`<article class="finding ${status}" id="control-${id}">
    <h3>${badge(status)} <a href="#ledger-${id}">${id}</a> ${title}</h3>
    <p class="meta">Severity <b>${severity}</b> · ${family}${since(control)}</p>
    ${status === 'fail' ? undefined : html`<p class="reason">${reason}</p> `}${findings(control)}
    ${facts([
      ['Why it matters', why],
      [`Remedy (${remedy.isExample ? 'for example ' : ''}${remedy.product})`, remedy.text],
      [
        'Reproduce',
        reproduction === undefined ? undefined : html`<code class="command">${reproduction}</code>`,
      ],
      ['Reference', references.join(', ')],
    ])}${evidenceOf(control)}
  </article> `;
}

function since({ failingSince }: ControlResult): string {
  return failingSince === undefined ? '' : ` · failing since ${day(failingSince)}`;
}

/** What was observed, each expectation once above all that misses it. */
export function findings(
  { expected, observed }: Pick<ControlResult, 'expected' | 'observed'>,
  most = FINDINGS,
): Html {
  const shown = observed.slice(0, most);
  const more = observed.length - shown.length;
  const groups = new Map<string, string[]>();
  for (const [index, text] of shown.entries()) {
    const key = expected[index] ?? '';
    groups.set(key, [...(groups.get(key) ?? []), text]);
  }
  if (groups.size === 0) return html``;
  return html`<dl class="compare">
      ${[...groups].map(
        ([wanted, seen]) =>
          html`<div class="expected">
              <dt>Expected</dt>
              <dd>${wanted}</dd>
            </div>
            <div class="observed">
              <dt>Observed</dt>
              ${seen.map((text) => html`<dd>${text}</dd> `)}
            </div> `,
      )}
    </dl>
    ${more > 0 ? html`<p class="more">and ${counted(more, 'more finding')} in run.json</p> ` : undefined}`;
}

function evidenceOf(control: ControlResult): Html {
  const { evidence } = control;
  const shown = telling(control).slice(0, EXCHANGES);
  if (shown.length === 0)
    return html`<p class="more">There is no observation: the check ended before the first.</p> `;
  const summary = html`Evidence:
  ${counted(shown.length, 'observation')}${
    evidence.length > shown.length ? ` of ${evidence.length.toLocaleString('en')}; run.json has all` : ''
  }`;
  return folded(summary, joined(shown.map(exchange)), 'open');
}

/** The observations that the first findings are about; where none bears their name, all. */
function telling({ observed, evidence }: ControlResult): readonly Evidence[] {
  const first = observed
    .slice(0, FINDINGS)
    .flatMap((text) => evidence.find(({ subject }) => text.startsWith(`${subject}:`)) ?? []);
  return first.length > 0 ? [...new Set(first)] : evidence;
}
