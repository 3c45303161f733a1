import type { Report } from '../../reporters/output.ts';

/** Runs in a page that lets it. */
export const RAN = 'plumblineRan';

const code = `globalThis.${RAN}=1;alert(1);console.log(1)`;

/** What a target may send to get at whoever reads of it. */
export const HOSTILE = {
  'a script': `<script>${code}</script>`,
  'the end of a script': `</script><script>${code}</script>`,
  'the end of a style sheet': `</style></title></textarea><script>${code}</script>`,
  'a picture': `<img src=x onerror="${code}">`,
  'a quote and a handler': `" autofocus onfocus="${code}" x="`,
  'a single quote and a handler': `' onmouseover='${code}`,
  'a drawing': `--></pre></details><svg onload=${code}>`,
  'a frame': '<iframe src="http://192.0.2.1/"></iframe><link rel=stylesheet href=http://192.0.2.1/>',
  'a style': '<style>*{display:none}</style><base href="http://192.0.2.1/">',
  'a refresh': '<meta http-equiv=refresh content="0;url=http://192.0.2.1/">',
  'a script as address': `javascript:${code}`,
  'an entity': `&lt;script&gt;${code}&#60;/script&#62;`,
  'a template': '${7*7} {{7*7}} <%= 7*7 %>',
  'an override of direction': 'invoice\u202efdp.exe\u2066',
  'an escape for a terminal': '\u001b[31mred\u001b]0;title\u0007\u001b[2J',
  'a formula': `=cmd|' /C calc'!A0`,
  'a NUL': 'before\0after',
  'halves of a pair': 'high \ud83d low \ude00 end',
  'what was no UTF-8': 'a\ufffd\ufffdb',
  'lines and spaces': 'one\r\ntwo\u2028three\u00a0four\u3164five\u200bsix',
  'piled marks': `Z${'\u0301'.repeat(60)}`,
  'a megabyte': 'A'.repeat(1_000_000),
} as const;

/** Words on which the page decides, and ids that lead into the catalogue. */
const KEPT = new Set(['id', 'status', 'severity', 'completeness', 'control', 'kind', 'outcome']);

/** The report with another text in every place where a text is, numbered from 0. */
export function withTexts(report: Report, textAt: (index: number) => string): Report {
  let index = 0;
  const changed = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return KEPT.has(key) ? value : textAt(index++);
    if (Array.isArray(value)) return value.map((each: unknown) => changed(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, changed(each, name)]));
  };
  return changed(report, '') as Report;
}

/** The report with one hostile value after the other in every field. */
export function hostileReport(report: Report): Report {
  const values = Object.values(HOSTILE);
  return withTexts(report, (index) => `${index} ${values[index % values.length] ?? ''}`);
}
