import type { Run } from '../run.ts';
import { overheads, percentiles, type Measured } from './budgets.ts';
import { html, joined, type Html } from './html.ts';
import { section, table } from './parts.ts';
import { label, line, number, picture, WIDTH } from './picture.ts';

/** What protection costs, and what the target does under load, against their budgets. */
export function charts(run: Run): Html {
  const added = overheads(run);
  const loaded = percentiles(run);
  return section(
    'latency',
    'Latency and capacity',
    html`<h3>What protection adds to a request</h3>
      ${chart(added, {
        none: 'No overhead was measured against a budget in this run.',
        about:
          'Requests with the protection were compared with requests without it, in pairs. A point is the estimate, the line through it the interval in which the true value lies. A control passes where the whole interval is within its budget.',
        title: 'Measured overhead as a share of its budget',
      })}
      <h3>Answers under load</h3>
      ${chart(loaded, {
        none: 'No percentile was measured against a budget in this run.',
        about:
          'Times are counted from when a request was due, so that a stalled target cannot hide behind requests that were never sent.',
        title: 'Percentiles under load as a share of their budgets',
      })}`,
  );
}

interface ChartWords {
  readonly title: string;
  readonly about: string;
  readonly none: string;
}

function chart(measured: readonly Measured[], { title, about, none }: ChartWords): Html {
  if (measured.length === 0) return html`<p>${none}</p> `;
  const hasIntervals = measured.some(({ interval }) => interval !== '');
  return html`<p>${about}</p>
    ${drawn(measured, title)}${table({
      caption: title,
      columns: ['Measured', 'Value', ...(hasIntervals ? ['Interval'] : []), 'Budget', 'Share', 'Control'],
      rows: measured.map(({ what, value, interval, budget, share, id }) => [
        what,
        value,
        ...(hasIntervals ? [interval] : []),
        budget,
        `${Math.round(share.value * 100)} %`,
        html`<a href="#ledger-${id}">${id}</a>`,
      ]),
    })}`;
}

const LEFT = 330;
const RIGHT = WIDTH - 24;
const ROW = 28;
const TOP = 34;
/** Shares of the budget that the picture spans. What lies beyond ends in an arrow. */
const FROM = -0.25;
const TO = 1.75;

function drawn(measured: readonly Measured[], title: string): Html {
  const at = (share: number) =>
    LEFT + ((Math.min(Math.max(share, FROM), TO) - FROM) / (TO - FROM)) * (RIGHT - LEFT);
  const height = TOP + measured.length * ROW + 8;
  const axis = [0, 0.5, 1, 1.5].map(
    (share) =>
      html`${line([at(share), TOP - 8], [at(share), height - 4], share === 1 ? 'limit' : 'grid')}${label(
        at(share),
        16,
        share === 1 ? 'budget' : `${share * 100} %`,
        { anchor: 'middle' },
      )}`,
  );
  const rows = measured.map(({ what, share: { value, low = value, high = value } }, index) => {
    const y = TOP + index * ROW + 8;
    return html`${label(0, y + 5, what, { most: 52 })}${line([at(low), y], [at(high), y], 'interval')}${point(at(value), y, value > 1)}${
      high > TO ? html`<path class="arrow" d="M${number(RIGHT)} ${y - 6}l10 6l-10 6z" /> ` : undefined
    }`;
  });
  return picture(title, height, html`${joined(axis)}${joined(rows)}`);
}

/** Within its budget a disc, beyond it a diamond: they differ without colour. */
function point(x: number, y: number, beyond: boolean): Html {
  return beyond
    ? html`<path class="point beyond" d="M${number(x)} ${y - 8}l8 8l-8 8l-8 -8z" /> `
    : html`<circle class="point" cx="${number(x)}" cy="${y}" r="5.5" /> `;
}
