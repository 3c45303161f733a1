import { Candidates, eliminate, eliminateAlone, type Dimension } from './elimination.ts';
import { groupName, olderGroups } from './groups.ts';
import type { Inquiry } from './inquiry.ts';
import type { NamedDecision, NamedDecisions } from './posture.ts';
import { schemeName, schemesOf, type SigningKey } from './signature-schemes.ts';
import type { KeyFindings } from './suite-enumeration.ts';
import { suiteFacts } from './suite-facts.ts';
import { suiteName } from './suites.ts';
import type { Verdict } from './verdict.ts';

const signingKeys: readonly SigningKey[] = ['RSA', 'ECDSA', 'DSS'];

/** Groups and signature algorithms of one version. */
export interface KeyDecisions {
  /** Absent where no suite has curves. */
  readonly groups?: NamedDecisions;
  /** Absent where no suite is signed. */
  readonly signatureAlgorithms?: NamedDecisions;
}

/**
 * Finds the curves and the signature algorithms that a server uses in TLS 1.2, beyond those that it chose while
 * suites were enumerated.
 *
 * @param suites all accepted suites
 */
export async function askTls12Keys(
  inquiry: Inquiry,
  suites: readonly number[],
  { groups, schemes }: KeyFindings,
): Promise<KeyDecisions> {
  const ofGroups: Dimension = {
    candidates: groups,
    choice: ({ keyExchange }) => keyExchange?.group,
    name: groupName,
  };
  const curves = suites.filter((code) => suiteFacts(suiteName(code)).keyExchange === 'ECDHE');
  const perKey = new Map<SigningKey, Candidates>();
  for (const key of signingKeys) {
    const signed = suites.filter((code) => isSignedWith(code, key));
    if (signed.length === 0) continue;
    const candidates = new Candidates(
      schemesOf(key),
      schemes.accepted.filter((code) => schemesOf(key).includes(code)),
    );
    perKey.set(key, candidates);
    const withCurves = signed.filter((code) => curves.includes(code));
    const ask = (offered: readonly number[]) => (own: readonly number[], ofCurves: readonly number[]) =>
      inquiry.ask('TLSv1.2 signature algorithms and groups', {
        version: 'TLSv1.2',
        suites: offered,
        groups: ofCurves,
        signatureSchemes: own,
      });
    const ofSchemes: Dimension = {
      candidates,
      choice: ({ keyExchange }) => keyExchange?.signatureScheme,
      name: schemeName,
    };
    if (withCurves.length > 0 && !groups.ending) await eliminate(ask(withCurves), ofSchemes, ofGroups);
    else await eliminateAlone((own) => ask(signed)(own, olderGroups), ofSchemes);
    if (withCurves.length > 0 && withCurves.length === curves.length && candidates.accepted.length > 0) {
      await offerBesideAccepted((ofCurves) => ask(withCurves)(candidates.accepted, ofCurves), ofGroups);
    }
  }
  if (curves.length > 0)
    await eliminateAlone(
      (ofCurves) => inquiry.ask('TLSv1.2 groups', { version: 'TLSv1.2', suites: curves, groups: ofCurves }),
      ofGroups,
    );
  return {
    ...(curves.length > 0 && { groups: groups.decisions(olderGroups, groupName) }),
    ...(perKey.size > 0 && { signatureAlgorithms: [...schemeDecisions(perKey)] }),
  };
}

/** Whether a suite is signed with this kind of key in its ServerKeyExchange. */
function isSignedWith(code: number, key: SigningKey): boolean {
  const { keyExchange, authentication } = suiteFacts(suiteName(code));
  return authentication === key && (keyExchange === 'ECDHE' || keyExchange === 'DHE');
}

/**
 * Offers the curves that were refused once more, before those that are accepted: where the certificate's own curve
 * is missing, a server refuses all others (RFC 8422 §2.2). What it still does not choose stays refused.
 */
async function offerBesideAccepted(
  ask: (curves: readonly number[]) => Promise<Verdict>,
  { candidates, choice }: Dimension,
): Promise<void> {
  if (candidates.ending?.outcome !== 'refused') return;
  for (let chosen = true; chosen && candidates.remaining.length > 0;) {
    const before = candidates.accepted.length;
    const verdict = await ask(candidates.newestFirst);
    if (verdict.outcome === 'accepted') candidates.note(choice(verdict));
    chosen = candidates.accepted.length > before;
  }
}

function* schemeDecisions(perKey: ReadonlyMap<SigningKey, Candidates>): Generator<NamedDecision> {
  for (const key of signingKeys) {
    const codes = schemesOf(key);
    const candidates = perKey.get(key);
    if (candidates) yield* candidates.decisions(codes, schemeName);
    // No accepted suite is signed with such a key: the server refused all of them.
    else yield* codes.map((code) => ({ name: schemeName(code), code, outcome: 'refused' as const }));
  }
}
