import { shownOf, visibleText, type Cut, type Shown } from './visible.ts';

/** Markup. Only {@link html} and {@link markup} make it, so a text is never taken for markup. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template. */
export type Part = string | number | Html | undefined | readonly Part[];

/**
 * Markup with texts in it. Whatever stands in `${…}` and is not markup itself is text: escaped, bounded, and with
 * everything unseen in it made visible. In a tag it has to stand between double quotes.
 *
 * @throws Error where a text stands in a tag without quotes
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const [first = '', ...others] = strings.map(tidy);
  let text = first;
  let place = placeAfter(text, 'content');
  for (const [index, part] of parts.entries()) {
    const next = others[index] ?? '';
    text += written(part, place) + next;
    place = placeAfter(next, place);
  }
  return new Html(text);
}

/** Text of ours that is markup, or a style sheet, already. Never anything from a run. */
export function markup(text: string): Html {
  return new Html(text);
}

/** Several pieces of markup with something of ours between them. */
export function joined(parts: readonly Html[], between = ''): Html {
  return new Html(parts.join(between));
}

/** A text for a place that takes no markup, such as `<title>`. */
export function plain(text: string, limit?: number): Html {
  return new Html(escaped(visibleText(text, limit)));
}

/** A text of more lines than one, for `<pre>`: its line ends are kept. */
export function preformatted(text: string): Html {
  const { parts, cut } = shownOf(text);
  const lines = parts
    .map(marked)
    .join('')
    .replaceAll(`${marked(CR)}${marked(LF)}`, '\n');
  return new Html(
    lines.replaceAll(marked(LF), '\n').replaceAll(marked(TAB), '\t') + (cut ? cutMark(cut) : ''),
  );
}

/** The same as bytes went over the wire: CR LF ends a line, any other control character is shown. */
export function wire(text: string): Html {
  const { parts, cut } = shownOf(text);
  const shown = parts.map(marked).join('');
  const lines = shown
    .replaceAll(`${marked(CR)}${marked(LF)}`, '\n')
    .replaceAll(marked(LF), `${marked(LF)}\n`);
  return new Html(lines + (cut ? cutMark(cut) : ''));
}

/** Bounded more tightly than usual. */
export function short(text: string, limit: number): Html {
  return new Html(textOf(text, limit));
}

/** How a template is indented is for those who write it. What lines mean something stands in `<pre>`, from a value. */
function tidy(text: string): string {
  return text.replace(/\s*\n\s*/g, '\n');
}

type Place = 'content' | 'tag' | 'quotes';

/** Where a template stands after one of its strings. */
function placeAfter(text: string, before: Place): Place {
  let place = before;
  for (const character of text) {
    if (place === 'content') place = character === '<' ? 'tag' : 'content';
    else if (character === '"') place = place === 'tag' ? 'quotes' : 'tag';
    else if (place === 'tag' && character === '>') place = 'content';
  }
  return place;
}

function written(part: Part, place: Place): string {
  if (part === undefined) return '';
  if (typeof part === 'object' && !(part instanceof Html))
    return part.map((each) => written(each, place)).join('');
  if (place === 'quotes')
    return part instanceof Html ? escaped(part.toString()) : escaped(visibleText(`${part}`));
  if (part instanceof Html) return part.toString();
  if (place === 'tag') throw new Error('a text in a tag has to stand between double quotes');
  return typeof part === 'number' ? `${part}` : textOf(part);
}

function textOf(text: string, limit?: number): string {
  const { parts, cut } = shownOf(text, limit);
  return parts.map(marked).join('') + (cut ? cutMark(cut) : '');
}

const CR = { text: '\\r', escaped: true };
const LF = { text: '\\n', escaped: true };
const TAB = { text: '\\t', escaped: true };

function marked({ text, escaped: isEscape }: Shown['parts'][number]): string {
  return isEscape ? `<span class="unseen">${text}</span>` : escaped(text);
}

function cutMark({ bytes, sha256 }: Cut): string {
  // What a report leaves out for its own brevity is in run.json and needs no proof.
  if (sha256 === undefined) return '…';
  return `… <span class="cut">cut here: ${bytes.toLocaleString('en')} bytes in all, SHA-256 ${sha256}</span>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');
}
