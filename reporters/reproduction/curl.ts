import { isIP } from 'node:net';
import type { Field, SeenRequest } from './evidence.ts';
import { isPlain, quoted, type Placeholder } from './shell.ts';
import type { Surroundings } from './surroundings.ts';

/** A field name, RFC 9110 §5.6.2. curl would read one that begins with `@` from a file. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

/** What curl itself writes, or what would contradict it. */
const CURLS_OWN: ReadonlySet<string> = new Set(['connection', 'content-length', 'accept-encoding']);

/** From here on curl waits for 100 Continue before it sends a body over HTTP/1.1. */
const WAITS_FROM_BYTES = 1024 * 1024;

/** The request as one line of curl; undefined where curl would not send it as it was sent. */
export function curlLine(request: SeenRequest, surroundings: Surroundings): string | undefined {
  const { method, url, httpVersion, tls } = request;
  const fields = request.fields.filter(([name]) => !name.startsWith(':'));
  // curl cuts a fragment off, and normalises or refuses what is not printable.
  if (!isPlain(url) || /[ #"<>\\^`{|}]/.test(url) || !TOKEN.test(method)) return undefined;
  if (!fields.every(([name, value]) => TOKEN.test(name) && isPlain(value) && value.trim() === value)) {
    return undefined;
  }
  const hasBody = request.bodyBytes > 0;
  return [
    ...(hasBody ? bodySource(fields, request.bodyBytes) : []),
    'curl -sS --max-time 10',
    method === 'HEAD' ? '--head' : '--include',
    ...(method === 'GET' || method === 'HEAD' ? [] : [`--request ${quoted(method)}`]),
    httpVersion.startsWith('2') ? '--http2' : '--http1.1',
    ...(/\/\.{1,2}(\/|\?|$)/.test(url) ? ['--path-as-is'] : []),
    ...(/[[\]]/.test(url) ? ['--globoff'] : []),
    ...(tls?.protocol === 'TLSv1.2' ? ['--tls-max 1.2'] : []),
    ...(tls && !tls.isTrusted ? ['--insecure'] : []),
    ...(tls?.isTrusted && surroundings.caFile !== undefined ? [`--cacert ${surroundings.caFile}`] : []),
    ...(tls && surroundings.hasClients ? ['--cert "$CLIENT_CERT" --key "$CLIENT_KEY"'] : []),
    ...connectTo(request, surroundings),
    ...fieldOptions(request, fields, hasBody),
    ...(hasBody ? [`--data-binary ${isFilling(fields) ? '@-' : '"$BODY"'}`] : []),
    quoted(url),
  ].join(' ');
}

/** The content of a body is not kept. What only had to have a size is filled; anything else the reader supplies. */
function bodySource(fields: readonly Field[], bytes: number): string[] {
  return isFilling(fields) ? [`head -c ${bytes} /dev/zero |`] : [];
}

function isFilling(fields: readonly Field[]): boolean {
  return valueOf(fields, 'content-type') === 'application/octet-stream';
}

function valueOf(fields: readonly Field[], wanted: string): string | undefined {
  return fields.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function fieldOptions(
  { url, bodyBytes, httpVersion }: SeenRequest,
  fields: readonly Field[],
  hasBody: boolean,
) {
  const sent = fields.filter(([name, value]) => {
    const lower = name.toLowerCase();
    return !CURLS_OWN.has(lower) && !(lower === 'host' && value === new URL(url).host);
  });
  return [
    ...sent.map(([name, value]) =>
      value === ''
        ? `--header ${quoted(`${name};`)}`
        : `--header ${quoted(`${name}: ${value}`, secretOf(name))}`,
    ),
    ...(hasBody && valueOf(fields, 'content-type') === undefined ? ["--header 'Content-Type:'"] : []),
    ...(bodyBytes >= WAITS_FROM_BYTES &&
    httpVersion.startsWith('1') &&
    valueOf(fields, 'expect') === undefined
      ? ["--header 'Expect:'"]
      : []),
  ];
}

function secretOf(name: string): Placeholder {
  const lower = name.toLowerCase();
  if (lower === 'cookie') return 'COOKIE';
  return lower === 'authorization' ? 'AUTHORIZATION' : 'SECRET';
}

/** A name that is not the target's own resolves to something else, or to nothing. */
function connectTo({ url, remoteAddress }: SeenRequest, { targetHost }: Surroundings): string[] {
  const { hostname, port, protocol } = new URL(url);
  if (targetHost === undefined || hostname === targetHost || isIP(remoteAddress) === 0) return [];
  const from = `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
  const address = isIP(remoteAddress) === 6 ? `[${remoteAddress}]` : remoteAddress;
  return [`--connect-to ${quoted(`${from}:${address}:${port || (protocol === 'https:' ? '443' : '80')}`)}`];
}
