import type { Evidence } from '../../controls/index.ts';
import type { ControlResult } from '../run.ts';
import { oneLine } from './facts.ts';

/** What several observations have in common, and where. */
export interface Sighting {
  /** What was seen, in a line; empty where the subject says it all. */
  readonly seen: string;
  readonly subjects: readonly string[];
}

/** The observations of a control, those that saw the same together. */
export function sightings({ id, evidence }: Pick<ControlResult, 'id' | 'evidence'>): readonly Sighting[] {
  const names = fieldsFor(id);
  const bySeen = new Map<string, Set<string>>();
  for (const each of evidence) {
    const seen = seenIn(each, names).replace(NONCE, '$1…');
    bySeen.set(seen, (bySeen.get(seen) ?? new Set()).add(each.subject));
  }
  return [...bySeen].map(([seen, subjects]) => ({ seen, subjects: [...subjects] }));
}

/** The header fields that a control is about, by how its id begins; the longest beginning counts. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'REDIR-': ['location'],
  'REDIR-COOKIE': ['set-cookie'],
  'HDR-HSTS': ['strict-transport-security'],
  'HDR-XFO': ['x-frame-options'],
  'HDR-XCTO': ['x-content-type-options'],
  'HDR-XXSS': ['x-xss-protection'],
  'HDR-REFERRER': ['referrer-policy'],
  'HDR-PERMISSIONS': ['permissions-policy'],
  'HDR-COOP': ['cross-origin-opener-policy'],
  'HDR-COEP': ['cross-origin-embedder-policy'],
  'HDR-CORP': ['cross-origin-resource-policy'],
  'HDR-CSP': ['content-security-policy'],
  'HDR-CACHE': ['cache-control'],
  'HDR-CTYPE': ['content-type'],
  'HDR-SERVER': ['server'],
  'HDR-LEAK': ['x-powered-by', 'server', 'via'],
  'COOKIE-': ['set-cookie'],
  'CSP-': ['content-security-policy'],
  'CORS-': ['access-control-allow-origin', 'access-control-allow-credentials'],
  'CORS-VARY': ['vary'],
  'CORS-METHODS': ['access-control-allow-methods'],
  'CORS-HEADERS': ['access-control-allow-headers'],
  'CORS-MAXAGE': ['access-control-max-age'],
  'RATE-': ['retry-after'],
};

/** Another one in each answer, as it should be. */
const NONCE = /('nonce-)[\w+/=-]+/g;

function fieldsFor(id: string): readonly string[] {
  const beginnings = Object.keys(FIELDS).filter((beginning) => id.startsWith(beginning));
  const [longest = ''] = beginnings.toSorted((a, b) => b.length - a.length);
  return FIELDS[longest] ?? [];
}

function seenIn(evidence: Evidence, names: readonly string[]): string {
  const { kind, response } = evidence;
  if (kind === 'http') return names.length === 0 ? '' : fieldsIn(response, names);
  return (SEEN[kind] ?? plainFacts)(evidence);
}

function fieldsIn(response: unknown, names: readonly string[]): string {
  const { headers = [] } = (response ?? {}) as { readonly headers?: readonly (readonly unknown[])[] };
  const found = headers.filter(([name]) => names.includes(oneLine(name).toLowerCase()));
  if (found.length === 0) return `no ${names.join(', no ')}`;
  return found.map(([name, value]) => `${oneLine(name).toLowerCase()}: ${oneLine(value)}`).join('; ');
}

/** What matters of each kind of observation. A kind that is not here shows its plain facts. */
const SEEN: Readonly<Record<string, (evidence: Evidence) => string>> = {
  socket: ({ ended, receivedBytes }) => `${oneLine(receivedBytes)} bytes received, ${oneLine(ended)}`,
  upload: ({ bodyBytes, receivedBytes, ended }) =>
    `${oneLine(bodyBytes)} bytes of body, ${oneLine(receivedBytes)} bytes received, ${oneLine(ended)}`,
  certificate: ({ chain, authorized }) => {
    const certificates = Array.isArray(chain) ? (chain as Readonly<Record<string, unknown>>[]) : [];
    const [leaf] = certificates;
    return `${oneLine(leaf?.['subject'])} until ${oneLine(leaf?.['validTo'])}, ${certificates.length} in the chain, trusted: ${oneLine(authorized)}`;
  },
  expiry: ({ validTo, daysRemaining }) =>
    `valid until ${oneLine(validTo)}, ${oneLine(daysRemaining)} days left`,
  'tls-posture': ({ versions }) =>
    Object.entries((versions ?? {}) as Readonly<Record<string, { readonly outcome?: unknown }>>)
      .map(([name, { outcome }]) => `${name} ${oneLine(outcome)}`)
      .join(', '),
  'postgres-statement': ({ rows }) => oneLine(rows),
  load: ({ goodPerSecond, latencyMs }) =>
    `${oneLine(goodPerSecond)} good answers a second; ms: ${oneLine(latencyMs)}`,
  latency: ({ estimate }) => {
    const { p50, p95 } = (estimate ?? {}) as Readonly<
      Record<string, { readonly difference?: { value?: unknown } }>
    >;
    return `p50 +${oneLine(p50?.difference?.value)} ms, p95 +${oneLine(p95?.difference?.value)} ms`;
  },
};

/** Those that say how something was made, not what came of it. */
const QUIET: ReadonlySet<string> = new Set([
  'kind',
  'subject',
  'durationMs',
  'remoteAddress',
  'localAddress',
  'browser',
  'nonce',
]);

function plainFacts(evidence: Evidence): string {
  return Object.entries(evidence)
    .filter(([name, value]) => !QUIET.has(name) && (typeof value !== 'object' || value === null))
    .filter(([, value]) => value !== undefined)
    .slice(0, 6)
    .map(([name, value]) => `${name}: ${oneLine(value)}`)
    .join(', ');
}
