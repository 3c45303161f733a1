import type { HeaderField, HttpExchange } from './exchange.ts';
import type { RawExchange } from './raw.ts';
import { secretForms } from './secret-forms.ts';

const redacted = '[redacted]';
/** A shorter credential is not searched for elsewhere: `1` as a cookie's value would black out half a page. */
const minCredentialLength = 6;

/** `name=value` without its value; a pair without a name is all value. An empty value reveals nothing. */
function redactPair(pair: string): string {
  const equals = pair.indexOf('=');
  if (equals === -1) return pair.trim() === '' ? pair : redacted;
  return equals === pair.length - 1 ? pair : `${pair.slice(0, equals + 1)}${redacted}`;
}

function redactCookies(value: string): string {
  return value
    .split(/; ?/)
    .map((pair) => redactPair(pair))
    .join('; ');
}

/** RFC 6265 §4.1: everything up to the first semicolon is the pair, the rest are attributes. */
function redactSetCookie(value: string): string {
  const [pair = '', ...attributes] = value.split(';');
  return [redactPair(pair), ...attributes].join(';');
}

const fieldRules: Record<string, (value: string) => string> = {
  authorization: () => redacted,
  'proxy-authorization': () => redacted,
  cookie: redactCookies,
  'set-cookie': redactSetCookie,
};

function redactField([name, value]: HeaderField, secrets: readonly string[]): HeaderField {
  const rule = fieldRules[name.toLowerCase()];
  const text = redactText(value, secrets);
  return [redactText(name, secrets), rule ? rule(text) : text];
}

/** The credentials inside a field, which a server may reflect elsewhere: TRACE does, and so do debug pages. */
function credentialsOfField([name, value]: HeaderField): string[] {
  switch (name.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization':
      return [value, value.replace(/^\S+\s+/, ''), ...basicPassword(value)];
    case 'cookie':
      return value.split(/; ?/).map((pair) => pair.slice(pair.indexOf('=') + 1));
    case 'set-cookie':
      return value.split(';', 1).map((pair) => pair.slice(pair.indexOf('=') + 1));
    default:
      return [];
  }
}

/** RFC 7617 §2: the password stands in base64, and a page may show it as it is. */
function basicPassword(value: string): string[] {
  const [, encoded] = /^basic\s+(\S+)$/i.exec(value) ?? [];
  if (encoded === undefined) return [];
  return [
    Buffer.from(encoded, 'base64')
      .toString()
      .replace(/^[^:]*:/, ''),
  ];
}

/** The credentials in fields that are long enough to be searched for elsewhere. */
export function credentialsIn(fields: readonly HeaderField[]): string[] {
  return withCredentials([], fields);
}

/** {@link credentialsIn}, of both sides of an exchange. */
export function credentialsOf({ request, response }: HttpExchange): string[] {
  return credentialsIn([...request.headers, ...response.headers]);
}

/** {@link credentialsOf}, for bytes. */
export function rawCredentialsOf({ sent, received }: Pick<RawExchange, 'sent' | 'received'>): string[] {
  return credentialsIn([...fieldsIn(sent), ...fieldsIn(received)]);
}

function withCredentials(secrets: readonly string[], fields: readonly HeaderField[]): string[] {
  const found = fields.flatMap((field) => credentialsOfField(field)).map((credential) => credential.trim());
  return [...secrets, ...found.filter((credential) => credential.length >= minCredentialLength)];
}

/**
 * Replaces every secret in a text, whether plain, URL-encoded, JSON-escaped or (from 6 characters on) in base64, the
 * credentials in URLs (`https://user:password@host`), and private keys in PEM (RFC 7468 §10). Doing it again changes
 * nothing.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  const pattern = patternFor(secrets);
  const clean = pattern === undefined ? text : text.replace(pattern, redacted);
  return clean
    .replace(USERINFO, `$1${redacted}@`)
    .replace(ENCODED_USERINFO, `$1${redacted}$2`)
    .replace(PRIVATE_KEY, `$1${redacted}$2`);
}

/** RFC 3986 §3.2.1. JSON may write a slash as `\/`. */
const USERINFO = /((?:^|:)(?:\\?\/){2})[^\s/?#"'<>]*@/g;
/** The same in a URL's query. */
const ENCODED_USERINFO = /(%3A%2F%2F)[^\s/?#"'<>&]*?%3A[^\s/?#"'<>&]*?(%40)/gi;
/** To its end, or as far as an excerpt has it. */
const PRIVATE_KEY =
  /(-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----)(?:[^-]|-(?!----))*(-----END [A-Z0-9 ]*PRIVATE KEY-----)?/g;

/** The texts of one exchange are redacted one after the other with the same secrets. */
let last: { readonly key: string; readonly pattern: RegExp | undefined } | undefined;

/** One pattern for every form: a secret such as `red` must not be found in the mark that replaced another. */
function patternFor(secrets: readonly string[]): RegExp | undefined {
  const key = secrets.join('\0');
  if (last?.key === key) return last.pattern;
  const forms = secretForms(secrets).map((form) => form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  // The mark comes first: what was redacted before stays as it is.
  const pattern = forms.length === 0 ? undefined : new RegExp(['\\[redacted\\]', ...forms].join('|'), 'g');
  last = { key, pattern };
  return last.pattern;
}

/**
 * A copy of an exchange that may be shown: no values of Authorization, Proxy-Authorization, Cookie and Set-Cookie
 * (names and attributes stay), none of these reflected elsewhere, no credentials in URLs, and none of `secrets`.
 */
export function redactExchange(exchange: HttpExchange, secrets: readonly string[]): HttpExchange {
  const { request, response } = exchange;
  const all = withCredentials(secrets, [...request.headers, ...response.headers]);
  return {
    ...exchange,
    subject: redactText(exchange.subject, all),
    request: {
      ...request,
      url: redactText(request.url, all),
      headers: request.headers.map((field) => redactField(field, all)),
    },
    response: {
      ...response,
      statusText: redactText(response.statusText, all),
      headers: response.headers.map((field) => redactField(field, all)),
      body: redactText(response.body, all),
    },
  };
}

const credentialLine = /^(authorization|proxy-authorization|cookie|set-cookie):[ \t]*([^\r\n]*)/gim;

function fieldsIn(text: string): HeaderField[] {
  return [...text.matchAll(credentialLine)].map(([, name = '', value = '']) => [name, value]);
}

function redactLines(text: string, secrets: readonly string[]): string {
  return redactText(text, secrets).replace(
    credentialLine,
    (_, name: string, value: string) => `${name}: ${redactField([name, value], [])[1]}`,
  );
}

/** As `redactExchange`, for what stands in the bytes of a raw exchange or an upload. */
export function redactRawExchange<E extends Pick<RawExchange, 'subject' | 'sent' | 'received'>>(
  exchange: E,
  secrets: readonly string[],
): E {
  const all = withCredentials(secrets, [...fieldsIn(exchange.sent), ...fieldsIn(exchange.received)]);
  return {
    ...exchange,
    subject: redactText(exchange.subject, all),
    sent: redactLines(exchange.sent, all),
    received: redactLines(exchange.received, all),
  };
}
