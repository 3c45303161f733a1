import type { Alert } from './alert.ts';
import type { Endpoint } from './endpoint.ts';
import { askFallback, readFeatures, readSentinels } from './features.ts';
import { Inquiry } from './inquiry.ts';
import { askTls12Keys } from './key-questions.ts';
import { askSsl2 } from './ssl2-enumeration.ts';
import {
  enumerateOlderSuites,
  newKeyFindings,
  type KeyFindings,
  type OlderVersion,
  type VersionFindings,
} from './suite-enumeration.ts';
import { groupName, tls13Groups } from './groups.ts';
import { enumerateTls13 } from './tls13-enumeration.ts';
import { askTls13Signatures } from './tls13-signatures.ts';
import { tlsVersions, type ProtocolVersion, type TlsVersion } from './versions.ts';

/** The server did not say; `reason` is a sentence or two for a person. Never a verdict about the server. */
export interface Inconclusive {
  readonly outcome: 'inconclusive';
  readonly reason: string;
}

/** The question does not arise on this server; `reason` says why, from what the server itself said. */
interface NotApplicable {
  readonly outcome: 'not-applicable';
  readonly reason: string;
}

/**
 * What the server said to one protocol version.
 *
 * `refused` is its own word: an alert that rejects the offer, or an answer in another version.
 */
export type VersionDecision =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly alert: Alert; readonly answered?: never }
  | { readonly outcome: 'refused'; readonly answered: ProtocolVersion; readonly alert?: never }
  | Inconclusive;

/** The ephemeral key exchange that came with a suite before TLS 1.3. */
export type KeyExchange =
  | {
      readonly type: 'dh';
      /** Size of the prime. */
      readonly bits: number;
      /** Name of the prime where it is that of a published group, such as `ffdhe2048`. */
      readonly group?: string;
    }
  | {
      readonly type: 'ecdh';
      /**
       * Name of the curve, such as `x25519`; `unknown` and the number where it has none. One of those that the server
       * accepts, not the one that it prefers: hellos offer the curves in changing orders.
       */
      readonly group: string;
    };

/** A suite that the server chose. */
export interface AcceptedSuite {
  /** The name in the IANA registry, or the customary one where it is not there. */
  readonly name: string;
  /** The number on the wire: two bytes, three in SSLv2. */
  readonly code: number;
  /** Absent where the suite has none, in TLS 1.3, and where the server's message could not be read. */
  readonly keyExchange?: KeyExchange;
}

/** All suites that the server accepts in one version. */
export type SuiteList = {
  /** In the server's order; in ours (strongest first) where it follows the client. */
  readonly suites: readonly AcceptedSuite[];
  /** Whose preference decides. `unknown`: there are not two suites, or the version has no choice of the server's. */
  readonly order: 'server' | 'client' | 'unknown';
} & (
  | { readonly complete: true }
  | {
      readonly complete: false;
      /** Why the enumeration ended early. There may be suites that are not listed. */
      readonly reason: string;
    }
);

/**
 * What the server said to one value. `refused` without an alert: no suite that the server accepts could use the
 * value, or it answered in another version.
 */
export type NamedOutcome =
  { readonly outcome: 'accepted' } | { readonly outcome: 'refused'; readonly alert?: Alert } | Inconclusive;

/** A group or a signature algorithm, and what the server said to it. */
export type NamedDecision = {
  /** The name in the IANA registry. */
  readonly name: string;
  /** The number on the wire. */
  readonly code: number;
} & NamedOutcome;

/** Decisions on all values that we know. */
export type NamedDecisions = readonly NamedDecision[];

/** Whether something shows in the ServerHello. */
export type Feature =
  { readonly outcome: 'present' } | { readonly outcome: 'absent' } | NotApplicable | Inconclusive;

/** What the server selects when it is offered h2 and http/1.1. TLS 1.3 says so in encrypted messages only. */
export type AlpnDecision =
  | { readonly outcome: 'selected'; readonly protocol: string }
  | { readonly outcome: 'none' }
  | NotApplicable
  | Inconclusive;

/** What the server said to a hello of one version below its best that bears TLS_FALLBACK_SCSV (RFC 7507). */
export type FallbackDecision =
  | { readonly outcome: 'refused'; readonly alert: Alert }
  | { readonly outcome: 'accepted'; readonly version: ProtocolVersion }
  | NotApplicable
  | Inconclusive;

/** One connection: what was asked and what came back. */
export interface PostureExchange {
  /** What the connection was to find out, such as `TLSv1.2 suites`. */
  readonly question: string;
  /** What it shows, such as `chose TLS_AES_128_GCM_SHA256` or `alert handshake_failure (40)`. */
  readonly conclusion: string;
  /** The first bytes that were sent, in hex. Empty where no connection was made. */
  readonly sent: string;
  readonly sentBytes: number;
  /** The first bytes that came, in hex. */
  readonly received: string;
  readonly receivedBytes: number;
}

/** Which versions and suites a server accepts. Serialisable. */
export interface SuiteEnumeration {
  readonly endpoint: Endpoint;
  readonly versions: Readonly<Record<ProtocolVersion, VersionDecision>>;
  /** One list for each accepted version. */
  readonly suites: Readonly<Partial<Record<ProtocolVersion, SuiteList>>>;
  /** How many connections were made. */
  readonly connections: number;
  readonly exchanges: readonly PostureExchange[];
  readonly durationMs: number;
}

/** All that a server's answers to raw ClientHellos show. Serialisable. */
export interface TlsPosture extends SuiteEnumeration {
  readonly kind: 'tls-posture';
  /** Groups of the key exchange, by version. A version that is not accepted, or has no suite with curves, is absent. */
  readonly groups: Readonly<Partial<Record<'TLSv1.2' | 'TLSv1.3', NamedDecisions>>>;
  /** What the server signs with, by version. Absent as in `groups`. */
  readonly signatureAlgorithms: Readonly<Partial<Record<'TLSv1.2' | 'TLSv1.3', NamedDecisions>>>;
  readonly alpn: AlpnDecision;
  /** Compression by DEFLATE (RFC 3749) chosen when it is offered. */
  readonly compression: Feature;
  /** RFC 7627. */
  readonly extendedMasterSecret: Feature;
  /** RFC 5746. */
  readonly secureRenegotiation: Feature;
  readonly fallbackScsv: FallbackDecision;
  /** RFC 8446 §4.1.3: the mark in the random of a ServerHello below the best version. */
  readonly downgradeSentinel: Readonly<Record<'TLSv1' | 'TLSv1.1' | 'TLSv1.2', Feature>>;
  /** Session tickets (RFC 5077) before TLS 1.3. */
  readonly tickets: Feature;
}

/** Limits of an observation. */
export interface PostureSettings {
  /** What one connection may take, name lookup included; the whole observation ends within four times that. */
  readonly timeoutMs: number;
  /** How many connections there may be at a time. */
  readonly connections?: number;
}

/**
 * Finds the protocol versions and, for each, the suites that a server accepts, by raw hellos alone.
 *
 * An observation is made whatever the server does, within four times `timeoutMs`.
 */
export async function enumerateSuites(
  endpoint: Endpoint,
  settings: PostureSettings,
): Promise<SuiteEnumeration> {
  const startedAt = performance.now();
  const inquiry = new Inquiry(endpoint, settings);
  const [ssl2, older, tls13] = await Promise.all([
    askSsl2(inquiry),
    enumerateOlder(inquiry),
    enumerateTls13(inquiry, { withGroups: false }),
  ]);
  const versions = { ...older, 'TLSv1.3': tls13 };
  return { endpoint, ...summary(ssl2, versions), ...account(inquiry, startedAt) };
}

/**
 * Finds all that raw hellos can show of a server's TLS: versions, suites, groups, signature algorithms and what its
 * ServerHello says beside them.
 *
 * No TLS library takes part, so that what the local OpenSSL cannot speak is seen as well. An observation is made
 * whatever the server does, within four times `timeoutMs`.
 */
export async function observePosture(endpoint: Endpoint, settings: PostureSettings): Promise<TlsPosture> {
  const startedAt = performance.now();
  const inquiry = new Inquiry(endpoint, settings);
  const keys = newKeyFindings();
  const [ssl2, older, tls13] = await Promise.all([
    askSsl2(inquiry),
    enumerateOlder(inquiry, keys),
    enumerateTls13(inquiry, { withGroups: true }),
  ]);
  const versions = { ...older, 'TLSv1.3': tls13 };
  const { groups } = tls13;
  const [tls12Keys, tls13Signatures, fallbackScsv] = await Promise.all([
    askTls12Keys(inquiry, codesOf(older['TLSv1.2']), keys),
    groups && askTls13Signatures(inquiry, codesOf(tls13), groups.accepted),
    askFallback(inquiry, versions),
  ]);
  return {
    kind: 'tls-posture',
    endpoint,
    ...summary(ssl2, versions),
    groups: {
      ...(tls12Keys.groups && { 'TLSv1.2': tls12Keys.groups }),
      ...(groups && { 'TLSv1.3': groups.decisions(tls13Groups, groupName) }),
    },
    signatureAlgorithms: {
      ...(tls12Keys.signatureAlgorithms && { 'TLSv1.2': tls12Keys.signatureAlgorithms }),
      ...(tls13Signatures && { 'TLSv1.3': tls13Signatures }),
    },
    ...readFeatures(versions),
    fallbackScsv,
    downgradeSentinel: readSentinels(versions),
    ...account(inquiry, startedAt),
  };
}

/** The versions side by side, but TLS 1.1 after TLS 1.0: where both are accepted, their suites are mostly the same. */
async function enumerateOlder(
  inquiry: Inquiry,
  keys?: KeyFindings,
): Promise<Record<OlderVersion, VersionFindings>> {
  const tls10 = enumerateOlderSuites(inquiry, 'TLSv1');
  const tls11 = tls10.then((found) => enumerateOlderSuites(inquiry, 'TLSv1.1', { expected: codesOf(found) }));
  const [ssl3, tls12] = await Promise.all([
    enumerateOlderSuites(inquiry, 'SSLv3'),
    enumerateOlderSuites(inquiry, 'TLSv1.2', keys && { keys }),
  ]);
  return { SSLv3: ssl3, TLSv1: await tls10, 'TLSv1.1': await tls11, 'TLSv1.2': tls12 };
}

function codesOf({ list }: VersionFindings): readonly number[] {
  return list?.suites.map(({ code }) => code) ?? [];
}

function summary(
  ssl2: VersionFindings,
  others: Record<TlsVersion, VersionFindings>,
): Pick<SuiteEnumeration, 'versions' | 'suites'> {
  const found: [ProtocolVersion, VersionFindings][] = [
    ['SSLv2', ssl2],
    ...tlsVersions.map((version): [ProtocolVersion, VersionFindings] => [version, others[version]]),
  ];
  return {
    versions: Object.fromEntries(
      found.map(([version, { decision }]) => [version, decision]),
    ) as SuiteEnumeration['versions'],
    suites: Object.fromEntries(found.flatMap(([version, { list }]) => (list ? [[version, list]] : []))),
  };
}

function account(
  inquiry: Inquiry,
  startedAt: number,
): Pick<SuiteEnumeration, 'connections' | 'exchanges' | 'durationMs'> {
  const { connections, exchanges } = inquiry;
  return { connections, exchanges, durationMs: performance.now() - startedAt };
}
