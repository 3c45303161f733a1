import { isConforming, type Run } from '../run.ts';
import { html, plain, type Html } from './html.ts';
import { counted, facts, instant } from './parts.ts';

/** What was tested, when, with what, and what came of it. */
export function opening(run: Run): Html {
  const { suite, profile, target, stack, server, startedAt, finishedAt, completeness, execution } = run;
  const conforms = isConforming(run);
  return html`<header>
    <p class="over">
      Plumbline audit
      report${
        completeness === 'complete'
          ? undefined
          : html` <strong class="stamp">${completeness.toUpperCase()}</strong>`
      }
    </p>
    <h1>${target === '' ? 'No target was reached' : target}</h1>
    <p class="verdict ${conforms ? 'good' : 'bad'}">
      <span aria-hidden="true">${conforms ? '✓' : '✗'}</span> ${verdict(run)}
    </p>
    ${completeness === 'complete' ? undefined : html`<p class="incomplete">${incomplete(run)}</p> `}${facts([
      [
        'Profile',
        html`${profile.name}${profile.description === '' ? undefined : html`: ${profile.description}`}`,
      ],
      ['Hash of the profile', html`<code>${profile.sha256}</code>`],
      ['Began', instant(startedAt)],
      ['Ended', html`${instant(finishedAt)}, after ${duration(startedAt, finishedAt)}`],
      ['Suite', `${suite.name} ${suite.version}, Node.js ${execution.node}, ${execution.platform}`],
      ['Stack', STACKS[stack] ?? stack],
      ['Server', server === '' ? 'sent no Server field' : server],
      ['Repeat', html`<code class="command">${commandOf(run)}</code>`],
    ])}
  </header> `;
}

/** A name for the page that says which run it is. */
export function titleOf({ profile, target, startedAt }: Run): Html {
  const where = target === '' ? 'no target' : target;
  return plain(`Plumbline: ${profile.name}, ${where}, ${instant(startedAt)}`, 200);
}

const STACKS: Readonly<Record<string, string>> = {
  embedded: 'embedded: the reference stack of the suite itself',
  native: 'native: engines of this system, started by the suite',
  compose: 'compose: containers, started by the suite',
  external: 'external: a target that was running already',
  '': 'none was reached',
};

/** The run in a sentence. */
export function verdict(run: Run): string {
  const { totals, profile, controls } = run;
  const evaluated = controls.length - totals['not-evaluated'] - totals['not-applicable'];
  if (evaluated === 0)
    return `Nothing is shown to conform to the profile “${profile.name}”: no control was evaluated.`;
  const against = [
    ...(totals.fail > 0 ? [`${counted(totals.fail, 'control')} failed`] : []),
    ...(totals['waiver-expired'] > 0
      ? [`the waiver of ${counted(totals['waiver-expired'], 'failure')} has expired`]
      : []),
    ...(totals.error > 0 ? [`${counted(totals.error, 'control')} could not be decided`] : []),
  ];
  if (against.length > 0) {
    const failed = totals.fail + totals['waiver-expired'] > 0;
    const what = failed ? 'does not conform' : 'is not shown to conform';
    return `The target ${what} to the profile “${profile.name}”: of ${counted(evaluated, 'evaluated control')}, ${listed(against)}.`;
  }
  const waived =
    totals.waived > 0 ? `, but for ${counted(totals.waived, 'known failure')} with a valid waiver` : '';
  const all =
    evaluated === 1
      ? 'the one evaluated control holds'
      : `all ${evaluated.toLocaleString('en')} evaluated controls hold`;
  return `The target conforms to the profile “${profile.name}” in what was evaluated: ${all}${waived}.`;
}

function incomplete({ completeness, totals }: Run): string {
  const left = `${counted(totals['not-evaluated'], 'control')} ${totals['not-evaluated'] === 1 ? 'was' : 'were'} not evaluated, and the report says nothing about ${totals['not-evaluated'] === 1 ? 'it' : 'them'}`;
  return completeness === 'interrupted'
    ? `The run was ended from outside before its end: ${left}.`
    : `The run is partial: ${left}.`;
}

function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;
}

function duration(from: string, to: string): string {
  const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000);
  if (Number.isNaN(seconds)) return 'an unknown time';
  return seconds < 120 ? counted(seconds, 'second') : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The run as one command for a POSIX shell. */
export function commandOf({ execution }: Run): string {
  const settings = Object.entries(execution.settings).map(([name, value]) => `${name}=${quoted(value)}`);
  return [...settings, 'npx playwright test', ...execution.arguments.map(quoted)].join(' ');
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
