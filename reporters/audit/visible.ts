import { createHash } from 'node:crypto';

/**
 * Characters that act on text instead of being seen in it: controls, overrides of its direction, marks of no width,
 * halves of a pair, spaces that look like a space, and marks piled on one letter (CVE-2021-42574, "Trojan Source").
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|(?! )\p{Zs}|(?<=\p{M}{3})\p{M}/u;

/** Most characters of one value. What is longer is cut, and told by its length and its digest. */
const LIMIT = 2_000;

/** A value as the page shows it: in parts that are read as they are and parts that are written as an escape. */
export interface Shown {
  readonly parts: readonly { readonly text: string; readonly escaped: boolean }[];
  /** Where the value was cut: how long it is in all. */
  readonly cut?: Cut;
}

export interface Cut {
  /** Bytes in UTF-8. */
  readonly bytes: number;
  /** SHA-256, in hex, over these bytes; absent where the place is narrow and the value no longer than others. */
  readonly sha256?: string;
}

/** Makes everything in a text visible, and bounds it. */
export function shownOf(text: string, limit = LIMIT): Shown {
  if (text.length <= limit) return { parts: partsOf(text) };
  const parts = partsOf(headOf(text, limit));
  const bytes = Buffer.from(text);
  if (text.length <= LIMIT) return { parts, cut: { bytes: bytes.length } };
  return { parts, cut: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') } };
}

/** The same on one line of plain text, for places that take no markup, such as a title. */
export function visibleText(text: string, limit = LIMIT): string {
  const { parts, cut } = shownOf(text, limit);
  const shown = parts.map((part) => part.text).join('');
  if (!cut) return shown;
  return cut.sha256 === undefined ? `${shown}…` : `${shown}… (${cut.bytes} bytes, SHA-256 ${cut.sha256})`;
}

/** Not half of a pair of surrogates. */
function headOf(text: string, limit: number): string {
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

/** Nearly all texts are of these alone, and telling so is ten times as fast as looking for what is unseen. */
const PLAIN = /^[ -~]*$/;

function partsOf(text: string): Shown['parts'] {
  if (PLAIN.test(text)) return text === '' ? [] : [{ text, escaped: false }];
  const parts: { text: string; escaped: boolean }[] = [];
  let end = 0;
  for (const { index, 0: found, 1: unseen = '' } of text.matchAll(RUN)) {
    if (index > end) parts.push({ text: text.slice(end, index), escaped: false });
    const times = found.length / unseen.length;
    const escape = escapeOf(unseen);
    if (times > MOST) parts.push({ text: `${escape} × ${times}`, escaped: true });
    else parts.push(...Array.from({ length: times }, () => ({ text: escape, escaped: true })));
    end = index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), escaped: false });
  return parts;
}

/** The same character again and again, but for the ends of lines. */
const RUN = new RegExp(`(${UNSEEN.source})(?:(?![\\r\\n\\t])\\1)*`, 'gu');
/** More of the same in a row are counted. */
const MOST = 4;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return SHORT[character] ?? (hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`);
}
