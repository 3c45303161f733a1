/** Controls, characters that reorder or hide text, halves of pairs, and what is no character at all. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** Most text is this, and told so much faster. */
const PLAIN = /^[ -~]*$/;

/** Longest piece of a target's text that is written into a report which people read, in UTF-16 units. */
const LONGEST = 2000;

/**
 * Text of a target on one line, cut, with everything in it that a terminal, a browser or an XML parser could act on
 * written as an escape (`\u001b`). What is left is allowed in XML 1.0 (§2.2) and in Markdown lines.
 */
export function oneLine(text: string, limit = LONGEST): string {
  const shown = cut(text, limit);
  return PLAIN.test(shown) ? shown : shown.replace(HIDDEN, escapeOf);
}

/** The same with line ends and tabs kept, for places that show a block of text. */
export function block(text: string, limit = LONGEST): string {
  return cut(text.replaceAll('\r\n', '\n'), limit).replace(HIDDEN, (character) =>
    character === '\n' || character === '\t' ? character : escapeOf(character),
  );
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}… (${text.length} characters)` : text;
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return SHORT[character] ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`);
}
