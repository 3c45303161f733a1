/** The body of an error with a detail added, as debugging error pages show it: inside the JSON, or as preformatted text. */
export function withDetail(body: string, detail: string): string {
  if (body.startsWith('{')) return JSON.stringify({ ...(JSON.parse(body) as object), detail });
  return body.replace(/(<\/body>|$)/, () => `<pre>${escapeHtml(detail)}</pre></body>`);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that stands in HTML as what it is. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
