import { ARITHMETIC, scoresOf, type GroupScore, type GroupVerdict } from '../areas.ts';
import type { Report } from '../output.ts';
import { html, type Html, type Part } from './html.ts';
import { counted, countsIn, section, table } from './parts.ts';

/** How each area and the whole run stand, before and after where there is an earlier run. */
export function scores({ run, before }: Report): Html {
  const now = scoresOf(run);
  const then = before && scoresOf(before);
  const row = (name: Part, group: GroupScore, earlier: GroupScore | undefined): readonly Part[] => [
    name,
    html`${VERDICTS[group.verdict]}${group.complete ? undefined : html` <span class="kind">incomplete</span>`}`,
    ...(then ? [scoreOf(earlier)] : []),
    html`${scoreOf(group)}${gauge(group)}`,
    countsIn((status) => group.counts[status]),
  ];
  return section(
    'scores',
    'Score by area',
    html`${table({
        caption: before
          ? html`Before: the run of ${before.startedAt.slice(0, 10)}`
          : 'There is no earlier run to compare with.',
        columns: ['Area', 'Verdict', ...(then ? ['Before'] : []), then ? 'Now' : 'Score', 'Controls'],
        rows: now.areas.map((area) =>
          row(
            html`<b>${area.title}</b> <span class="title kind">${area.about}</span>`,
            area,
            then?.areas.find(({ id }) => id === area.id),
          ),
        ),
        foot: row(
          html`In total <span class="title kind">${counted(run.controls.length, 'control')}</span>`,
          now.total,
          then?.total,
        ),
      })}
      <p class="more">${ARITHMETIC}</p> `,
  );
}

const VERDICTS: Readonly<Record<GroupVerdict, string>> = {
  fails: '✗ fails',
  undecided: '! undecided',
  waived: '≈ holds with waivers',
  holds: '✓ holds',
  'not-evaluated': '? not evaluated',
  'not-applicable': '– does not apply',
};

function scoreOf(group: GroupScore | undefined): string {
  return group?.score === undefined ? 'none' : `${group.score} of 100`;
}

/** The score as a length; the number stands beside it. */
function gauge({ score }: GroupScore): Html | undefined {
  if (score === undefined) return undefined;
  return html`<svg class="gauge" width="120" height="12" viewBox="0 0 120 12" aria-hidden="true">
    <rect class="empty" x="1" y="1" width="118" height="10" />
    <rect class="full" x="1" y="1" width="${(118 * score) / 100}" height="10" />
  </svg>`;
}
