import { html, plain, type Html, type Part } from './html.ts';

/** Units of a picture's width; a unit is a pixel where there is room. */
export const WIDTH = 720;

/** An inline picture. Where it does not fit it scrolls in its own frame, and the table below it says the same. */
export function picture(label: string, height: number, content: Part): Html {
  return html`<div class="picture" role="region" aria-label="${label}" tabindex="0">
    <svg
      role="img"
      aria-label="${label}. The table below holds the same."
      viewBox="0 0 ${WIDTH} ${height}"
      width="${WIDTH}"
      height="${height}"
    >
      ${content}
    </svg>
  </div> `;
}

/** Text in a picture, cut where it would run over its place. */
export function label(x: number, y: number, text: string, options: LabelOptions = {}): Html {
  const { anchor = 'start', most = 40, className = 'label' } = options;
  const cut = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return html`<text class="${className}" x="${number(x)}" y="${number(y)}" text-anchor="${anchor}"
    >${plain(cut)}</text
  > `;
}

export interface LabelOptions {
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Most characters. */
  readonly most?: number;
  readonly className?: string;
}

export function line(
  from: readonly [number, number],
  to: readonly [number, number],
  className: string,
): Html {
  return html`<line
    class="${className}"
    x1="${number(from[0])}"
    y1="${number(from[1])}"
    x2="${number(to[0])}"
    y2="${number(to[1])}"
  /> `;
}

/** A tenth of a unit is finer than anybody sees. */
export function number(value: number): string {
  return `${Math.round(value * 10) / 10}`;
}
