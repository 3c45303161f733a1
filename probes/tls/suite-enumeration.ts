import { Candidates, type Ending } from './elimination.ts';
import { olderGroups } from './groups.ts';
import type { Inquiry } from './inquiry.ts';
import type { SuiteList, VersionDecision } from './posture.ts';
import { signatureSchemes } from './signature-schemes.ts';
import { suiteFacts } from './suite-facts.ts';
import { SuiteFindings } from './suite-findings.ts';
import { commonSuites, olderSuites, suiteName } from './suites.ts';
import type { Acceptance, Doubt, Verdict } from './verdict.ts';
import type { TlsVersion } from './versions.ts';

/** A version before TLS 1.3. */
export type OlderVersion = Exclude<TlsVersion, 'TLSv1.3'>;

/** What an enumeration found out about one version. */
export interface VersionFindings {
  readonly decision: VersionDecision;
  /** Absent where the version is not accepted. */
  readonly list?: SuiteList;
  /** The first acceptance. */
  readonly first?: Acceptance;
  /** The acceptance of a hello that offered ALPN, tickets and compression; absent where the server refused that. */
  readonly featured?: Acceptance | undefined;
}

/** What the server chose beside suites while they were enumerated in TLS 1.2. */
export interface KeyFindings {
  readonly groups: Candidates;
  readonly schemes: Candidates;
}

/** {@link KeyFindings} before the first question. */
export function newKeyFindings(): KeyFindings {
  return { groups: new Candidates(olderGroups), schemes: new Candidates(signatureSchemes) };
}

/** The protocols that the first hello of a version offers by ALPN. */
export const offeredProtocols = ['h2', 'http/1.1'];

const noApplicationProtocol = 120;

/** Alerts that a server may send because a hello is too long for it or has something that it does not know. */
const chokes: ReadonlySet<number> = new Set([47, 50, 80]);

/**
 * Finds the suites that a server accepts in one version before TLS 1.3: it is offered all common ones, what it
 * chooses is removed, and so on until it refuses. Then what remains is offered by kind of authentication, because
 * a server that can sign for one kind only may refuse a mixed offer.
 *
 * Every hello offers the same groups and signature algorithms, but those first that the server has not chosen yet.
 *
 * @param options.keys takes what is chosen beside suites
 * @param options.expected suites after which the server probably refuses: one offer of all the others is spared
 */
export async function enumerateOlderSuites(
  inquiry: Inquiry,
  version: OlderVersion,
  { keys = newKeyFindings(), expected }: { keys?: KeyFindings; expected?: readonly number[] } = {},
): Promise<VersionFindings> {
  const findings = new SuiteFindings();
  let first: Acceptance | undefined;
  let featured: Acceptance | undefined;
  let hellos = 0;
  const ask = async (remaining: readonly number[], comparable: boolean) => {
    const features = hellos === 0;
    const suites = alternating(remaining, hellos++);
    const verdict = await askWithProtocols(inquiry, `${version} suites`, {
      version,
      suites,
      groups: keys.groups.newestFirst,
      signatureSchemes: keys.schemes.newestFirst,
      features,
    });
    if (verdict.outcome !== 'accepted') return verdict;
    first ??= verdict;
    if (features) featured = verdict;
    keys.groups.note(verdict.keyExchange?.group);
    keys.schemes.note(verdict.keyExchange?.signatureScheme);
    findings.add(verdict, suites, comparable);
    return verdict;
  };
  const isExpected = () => expected !== undefined && isSame(findings.codes, expected);
  const start = version === 'SSLv3' ? olderSuites.filter(isRsa) : commonSuites;
  const ended = await chain(start, (suites) => ask(suites, true), isExpected);
  const endings: Ending[] = [ended];
  if (!isFinal(ended, findings)) {
    const remaining = olderSuites.filter((code) => !findings.codes.includes(code));
    const chunks = byAuthentication(remaining, version);
    // What was alone from the start needs no offer of its own.
    if (version === 'SSLv3') chunks.delete('RSA');
    else endings.pop();
    const offers = [...chunks.values()].map((chunk) => chain(chunk, (suites) => ask(suites, false)));
    endings.push(...(await Promise.all(offers)));
  }
  const deciding = await askDeciding(inquiry, version, findings);
  return { ...conclude(findings, endings, first, deciding), featured };
}

/** Now from the strongest, now from the weakest: only a server that follows the client follows that. */
export function alternating(suites: readonly number[], hellos: number): readonly number[] {
  return hellos % 2 === 0 ? suites : suites.toReversed();
}

function isSame(found: readonly number[], expected: readonly number[]): boolean {
  return (
    found.length > 0 && found.length === expected.length && found.every((code) => expected.includes(code))
  );
}

/** Offers suites, and each time without what was chosen, until the server chooses no more or it is enough. */
async function chain(
  suites: readonly number[],
  ask: (suites: readonly number[]) => Promise<Verdict>,
  isEnough = () => false,
): Promise<Ending> {
  for (let remaining = suites; remaining.length > 0 && !isEnough();) {
    const verdict = await ask(remaining);
    if (verdict.outcome !== 'accepted') return verdict;
    const { suite } = verdict.hello;
    remaining = remaining.filter((code) => code !== suite);
  }
  return { outcome: 'exhausted' };
}

/** With features goes ALPN; a server that speaks neither protocol may refuse for that reason alone (RFC 7301 §3.2). */
async function askWithProtocols(
  inquiry: Inquiry,
  question: string,
  offer: Parameters<Inquiry['ask']>[1],
): Promise<Verdict> {
  if (offer.features !== true) return inquiry.ask(question, offer);
  const verdict = await inquiry.ask(question, { ...offer, alpn: offeredProtocols });
  if (verdict.outcome !== 'inconclusive' || verdict.alert?.description !== noApplicationProtocol)
    return verdict;
  return inquiry.ask(question, offer);
}

/** Whether nothing more can be learnt: the version itself is refused, or the server does not talk. */
function isFinal(ending: Ending, findings: SuiteFindings): boolean {
  if (ending.outcome === 'refused') {
    const alert = ending.alert?.name;
    return findings.codes.length === 0 && alert !== 'handshake_failure' && alert !== 'insufficient_security';
  }
  if (ending.outcome === 'exhausted') return false;
  if (ending.alert) return !chokes.has(ending.alert.description);
  return ending.problem !== 'closed';
}

/**
 * What is left, by kind of authentication. Before TLS 1.2 no signature algorithm is negotiated, so that RSA and all
 * the others are enough.
 */
function byAuthentication(suites: readonly number[], version: TlsVersion): Map<string, readonly number[]> {
  const chunks = new Map<string, number[]>();
  for (const code of suites) {
    const { authentication } = suiteFacts(suiteName(code));
    const alone = authentication === 'RSA' || (authentication === 'ECDSA' && version === 'TLSv1.2');
    const kind = alone ? authentication : 'others';
    chunks.set(kind, [...(chunks.get(kind) ?? []), code]);
  }
  return chunks;
}

function isRsa(code: number): boolean {
  return suiteFacts(suiteName(code)).authentication === 'RSA';
}

/** What the server chooses where the choices so far do not tell whose preference decides. */
export async function askDeciding(
  inquiry: Inquiry,
  version: TlsVersion,
  findings: SuiteFindings,
): Promise<number | undefined> {
  const suites = findings.decidingOffer;
  if (!suites) return undefined;
  const verdict = await inquiry.ask(`${version} order of suites`, { version, suites });
  return verdict.outcome === 'accepted' ? verdict.hello.suite : undefined;
}

/** Puts together what the enumeration of one version has found. */
export function conclude(
  findings: SuiteFindings,
  endings: readonly Ending[],
  first: Acceptance | undefined,
  deciding: number | undefined,
): VersionFindings {
  const doubt = endings.find((ending): ending is Doubt => ending.outcome === 'inconclusive');
  if (first) {
    const ending = doubt ? { complete: false as const, reason: doubt.reason } : { complete: true as const };
    return { decision: { outcome: 'accepted' }, list: findings.list(ending, deciding), first };
  }
  if (doubt) return { decision: { outcome: 'inconclusive', reason: doubt.reason } };
  const refusal = endings.find((ending) => ending.outcome === 'refused');
  return { decision: refusal ?? { outcome: 'inconclusive', reason: 'No suite was offered.' } };
}
