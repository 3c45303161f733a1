import { oneLine } from './text.ts';

/** Text of ours, or of the profile's author, as Markdown on one line: no emphasis, no HTML, no end of a table cell. */
export function markdownText(text: string, limit?: number): string {
  return oneLine(text, limit)
    .replace(/[\\`*_[\]#|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

/**
 * Text of a target as a code span (CommonMark §6.1), in which nothing is a link, a mention or HTML: fenced by more
 * backticks than it holds.
 */
export function markdownCode(text: string, limit?: number): string {
  const content = oneLine(text, limit);
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const gap = content === '' || /^[` ]|[` ]$/.test(content) ? ' ' : '';
  return `${fence}${gap}${content}${gap}${fence}`;
}

/** The same for a table, where a pipe ends the cell even inside a code span (GFM §4.10). */
export function markdownCodeCell(text: string, limit?: number): string {
  return markdownCode(text, limit).replaceAll('|', '\\|');
}
