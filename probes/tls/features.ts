import type { Inquiry } from './inquiry.ts';
import type {
  AlpnDecision,
  FallbackDecision,
  Feature,
  Inconclusive,
  TlsPosture,
  VersionDecision,
} from './posture.ts';
import { offeredProtocols, type VersionFindings } from './suite-enumeration.ts';
import type { Acceptance } from './verdict.ts';
import { tlsVersions, type ProtocolVersion, type TlsVersion } from './versions.ts';

const extensionTypes = { extendedMasterSecret: 23, sessionTicket: 35, renegotiationInfo: 0xff01 };

type Findings = Readonly<Record<TlsVersion, VersionFindings>>;
type NotApplicable = Extract<Feature, { outcome: 'not-applicable' }>;

/** What the first ServerHello of the best version before TLS 1.3 shows. */
export function readFeatures(
  versions: Findings,
): Pick<TlsPosture, 'alpn' | 'compression' | 'extendedMasterSecret' | 'secureRenegotiation' | 'tickets'> {
  const older = tlsVersions.filter((version) => version !== 'TLSv1.3').toReversed();
  const best = older.find((version) => versions[version].first);
  const shown = best && versions[best].featured;
  if (!shown) {
    const nothing = best ? notShown(best) : withoutOlder(older.map((version) => versions[version].decision));
    return {
      alpn: nothing,
      compression: nothing,
      extendedMasterSecret: nothing,
      secureRenegotiation: nothing,
      tickets: nothing,
    };
  }
  const has = (type: number): Feature => feature(shown.hello.extensions.includes(type));
  return {
    alpn: alpnOf(shown),
    // A server that compresses in one version only is as open to CRIME as any other.
    compression: feature(older.some((version) => versions[version].featured?.hello.compression === 1)),
    extendedMasterSecret: has(extensionTypes.extendedMasterSecret),
    secureRenegotiation: has(extensionTypes.renegotiationInfo),
    tickets: has(extensionTypes.sessionTicket),
  };
}

function feature(present: boolean): Feature {
  return { outcome: present ? 'present' : 'absent' };
}

function alpnOf({ hello }: Acceptance): AlpnDecision {
  if (hello.alpn === undefined) return { outcome: 'none' };
  if (offeredProtocols.includes(hello.alpn)) return { outcome: 'selected', protocol: hello.alpn };
  const reason = `The server selected ${JSON.stringify(hello.alpn)}, which was not offered.`;
  return { outcome: 'inconclusive', reason };
}

function notShown(version: TlsVersion): Inconclusive {
  const reason = `The server accepts ${version}, but not a hello that offers ALPN, tickets and compression.`;
  return { outcome: 'inconclusive', reason };
}

/** Not applicable only where the server itself refused all versions that could show it. */
function withoutOlder(decisions: readonly VersionDecision[]): NotApplicable | Inconclusive {
  const doubt = decisions.find((decision) => decision.outcome === 'inconclusive');
  if (doubt) return doubt;
  const reason = 'The server accepts no version before TLS 1.3, which encrypts or abolishes it.';
  return { outcome: 'not-applicable', reason };
}

/** RFC 8446 §4.1.3: the last eight bytes of the random, in TLS 1.2 and in older versions. */
const sentinels = { 'TLSv1.2': '444f574e47524401', older: '444f574e47524400' };

/**
 * Reads the downgrade sentinel of each older version that the server accepts beside a better one.
 *
 * TLS 1.3 demands it; of a server whose best version is TLS 1.2 it is desired in older ones.
 */
export function readSentinels(versions: Findings): TlsPosture['downgradeSentinel'] {
  const read = (version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2') => sentinelOf(versions, version);
  return { TLSv1: read('TLSv1'), 'TLSv1.1': read('TLSv1.1'), 'TLSv1.2': read('TLSv1.2') };
}

function sentinelOf(versions: Findings, version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2'): Feature {
  const { decision, first } = versions[version];
  if (decision.outcome === 'inconclusive') return decision;
  if (!first) return { outcome: 'not-applicable', reason: `The server refuses ${version}.` };
  // A server whose best is TLS 1.1 has no sentinel to send.
  const better = (['TLSv1.3', 'TLSv1.2'] as const).filter((other) => other > version);
  const decisions = better.map((other) => versions[other].decision);
  if (!decisions.some(({ outcome }) => outcome === 'accepted')) {
    const doubt = decisions.find((other) => other.outcome === 'inconclusive');
    const reason = `The server accepts no version above ${version} that would have it say so.`;
    return doubt ?? { outcome: 'not-applicable', reason };
  }
  const expected = sentinels[version === 'TLSv1.2' ? version : 'older'];
  return feature(first.hello.random.toString('hex', 24) === expected);
}

/** Offers one version below the server's best together with TLS_FALLBACK_SCSV (RFC 7507 §3). */
export async function askFallback(inquiry: Inquiry, versions: Findings): Promise<FallbackDecision> {
  const accepted = tlsVersions.filter((version) => versions[version].decision.outcome === 'accepted');
  const lower = accepted.at(-2);
  if (lower === undefined) {
    const doubt = tlsVersions
      .map((version) => versions[version].decision)
      .find((decision) => decision.outcome === 'inconclusive');
    return doubt ?? { outcome: 'not-applicable', reason: 'The server has no version to fall back to.' };
  }
  const suites = versions[lower].list?.suites.map(({ code }) => code) ?? [];
  const verdict = await inquiry.ask(`${lower} with TLS_FALLBACK_SCSV`, {
    version: lower,
    suites,
    fallback: true,
  });
  if (verdict.outcome === 'accepted') return { outcome: 'accepted', version: lower };
  if (verdict.outcome === 'refused') return fallbackRefusal(verdict.alert, lower, verdict.answered);
  return { outcome: 'inconclusive', reason: verdict.reason };
}

function fallbackRefusal(
  alert: Extract<VersionDecision, { alert?: unknown }>['alert'],
  lower: ProtocolVersion,
  answered: ProtocolVersion | undefined,
): FallbackDecision {
  if (alert?.name === 'inappropriate_fallback') return { outcome: 'refused', alert };
  const said = alert
    ? `the alert ${alert.name} (${alert.description})`
    : `another version (${String(answered)})`;
  const reason = `The server answered ${lower} with TLS_FALLBACK_SCSV with ${said}, although it accepts ${lower} without it.`;
  return { outcome: 'inconclusive', reason };
}
