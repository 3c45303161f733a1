import { createHash } from 'node:crypto';
import type { Derive, Report } from '../output.ts';
import { changes } from './changes.ts';
import { charts } from './charts.ts';
import { failures } from './failures.ts';
import { frameworks } from './frameworks.ts';
import { html, markup, type Html } from './html.ts';
import { ledger } from './ledger.ts';
import { opening, titleOf } from './opening.ts';
import { outside } from './outside.ts';
import { scores } from './scores.ts';
import { STYLE } from './style.ts';
import { timeline } from './timeline.ts';
import { waivers } from './waivers.ts';

/** The report for a reviewer. */
export const AUDIT_FILE = 'audit.html';

/** One page without a script that loads nothing, reads on paper, and shows whatever a target sent as text. */
export const auditPage: Derive = (report) => [{ path: AUDIT_FILE, content: pageOf(report).toString() }];

/** The page may use its own style sheet, and nothing else at all. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Its hash counts every character between the tags. */
const SHEET = markup(`<style>${STYLE}</style>`);

function pageOf(report: Report): Html {
  const { run } = report;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${markup(POLICY)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${titleOf(run)}</title>
        ${SHEET}
      </head>
      <body>
        <a class="skip" href="#failures">To what fails</a>
        ${opening(run)} ${contents()}
        <main>
          ${scores(report)} ${failures(run)} ${changes(report)} ${waivers(run)} ${timeline(run)}
          ${charts(run)} ${frameworks(run)} ${outside()} ${ledger(run)}
        </main>
        <footer>
          <p>
            Derived from run.json alone, which holds every observation in full. Characters that cannot be seen
            are written as escapes, such as <span class="unseen">\\u202e</span>.
          </p>
        </footer>
      </body>
    </html> `;
}

/** In the order of the page. */
const CONTENTS: readonly (readonly [id: string, heading: string])[] = [
  ['scores', 'Score by area'],
  ['failures', 'What fails'],
  ['changes', 'Changes since the earlier run'],
  ['waivers', 'Waivers'],
  ['certificates', 'Certificates'],
  ['latency', 'Latency and capacity'],
  ['frameworks', 'Framework views'],
  ['outside', 'What cannot be judged from outside'],
  ['ledger', 'Coverage ledger'],
];

function contents(): Html {
  return html`<nav aria-label="Contents">
    <ol>
      ${CONTENTS.map(([id, heading]) => html`<li><a href="#${id}">${heading}</a></li> `)}
    </ol>
  </nav> `;
}
