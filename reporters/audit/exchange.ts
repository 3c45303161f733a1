import type { Evidence } from '../../controls/index.ts';
import { factsOf, oneLine } from './facts.ts';
import { html, joined, preformatted, wire, type Html, type Part } from './html.ts';
import { counted, facts } from './parts.ts';

const FIELDS = 60;

type Details = Readonly<Record<string, unknown>>;

/** One observation in full: request and response as text, the rest as facts. */
export function exchange(evidence: Evidence): Html {
  return html`<div class="exchange">
    <h4>${evidence.subject} <span class="kind">${evidence.kind}</span></h4>
    ${messages(evidence)}${known(evidence)}
  </div> `;
}

function messages(evidence: Evidence): Html {
  const { request, response, sent, received } = evidence;
  if (evidence.kind === 'http' && isObject(request) && isObject(response))
    return html`${message('Request', requestText(request))}${message('Response', responseText(response))}`;
  if (typeof sent === 'string' && typeof received === 'string')
    return html`${message('Sent', wire(sent))}${message('Received', received === '' ? html`<i>nothing</i>` : wire(received))}`;
  return html``;
}

function message(label: string, text: Html): Html {
  return html`<p class="label">${label}</p>
    <pre>${text}</pre> `;
}

function requestText({ method, url, headers, bodyBytes }: Details): Html {
  const size = typeof bodyBytes === 'number' && bodyBytes > 0 ? `${counted(bodyBytes, 'byte')} of body` : '';
  return joined(
    [
      html`${scalar(method)} ${scalar(url)}`,
      ...fields(headers),
      ...(size === '' ? [] : [html``, html`<i>${size}</i>`]),
    ],
    '\n',
  );
}

function responseText(response: Details): Html {
  const { status, statusText, httpVersion, headers, body, bodyBytes, truncated } = response;
  const text = typeof body === 'string' ? body : '';
  const rest = html`<i>the body has ${counted(Number(bodyBytes), 'byte')}; what is kept of it ends here</i>`;
  return joined(
    [
      html`HTTP/${scalar(httpVersion)} ${scalar(status)} ${scalar(statusText)}`,
      ...fields(headers),
      ...(text === '' ? [] : [html``, preformatted(text)]),
      ...(truncated === true ? [rest] : []),
    ],
    '\n',
  );
}

function fields(headers: unknown): readonly Html[] {
  const pairs = Array.isArray(headers) ? (headers as unknown[]) : [];
  const more = pairs.length - FIELDS;
  const lines = pairs.slice(0, FIELDS).map((pair) => {
    const [name, value] = Array.isArray(pair) ? (pair as unknown[]) : [];
    return html`<b>${scalar(name)}</b>: ${scalar(value)}`;
  });
  return more > 0 ? [...lines, html`<i>and ${counted(more, 'more field')}</i>`] : lines;
}

/** Members that the heading shows. */
const HEADED: ReadonlySet<string> = new Set(['kind', 'subject']);

/** Members that {@link messages} has shown, or that say nothing. */
const SHOWN: ReadonlySet<string> = new Set([...HEADED, 'request', 'response', 'sent', 'received']);

function known(evidence: Evidence): Html {
  const has = hasMessages(evidence);
  const rest = Object.entries(evidence).filter(([name]) => !(has ? SHOWN : HEADED).has(name));
  if (has) {
    const told = rest.filter(([, value]) => value !== undefined);
    return html`<p class="more">
      ${told.map(([name, value], index) => [index === 0 ? '' : ' · ', oneLine({ [name]: value })])}
    </p> `;
  }
  const { facts: lines, more } = factsOf(Object.fromEntries(rest));
  const pairs = lines.map(({ name, value }): readonly [string, Part] => [name, value]);
  return html`${facts(pairs)}${
    more > 0 ? html`<p class="more">and ${counted(more, 'line')} more in run.json</p> ` : undefined
  }`;
}

function hasMessages({ kind, request, response, sent, received }: Evidence): boolean {
  return (
    (kind === 'http' && isObject(request) && isObject(response)) ||
    (typeof sent === 'string' && typeof received === 'string')
  );
}

function isObject(value: unknown): value is Details {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function scalar(value: unknown): string {
  return oneLine(value);
}
