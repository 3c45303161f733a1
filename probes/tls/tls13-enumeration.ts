import { Candidates, eliminate, eliminateAlone, type Dimension } from './elimination.ts';
import { groupName, tls13Groups } from './groups.ts';
import type { Inquiry } from './inquiry.ts';
import { alternating, askDeciding, conclude, type VersionFindings } from './suite-enumeration.ts';
import { SuiteFindings } from './suite-findings.ts';
import { commonSuites, suiteName, tls13Suites } from './suites.ts';

const version = 'TLSv1.3';

/** What an enumeration found out about TLS 1.3. */
export interface Tls13Findings extends VersionFindings {
  /** Absent where groups were not asked for, or the version is not accepted. */
  readonly groups?: Candidates;
}

/**
 * Finds the suites, and where told the groups, that a server accepts in TLS 1.3. Without a key in the hello its
 * answer is a HelloRetryRequest, which names a suite and a group.
 */
export async function enumerateTls13(
  inquiry: Inquiry,
  { withGroups }: { withGroups: boolean },
): Promise<Tls13Findings> {
  const findings = new SuiteFindings();
  const suites = new Candidates(tls13Suites);
  const groups = new Candidates(tls13Groups);
  let hellos = 0;
  let deciding: number | undefined;
  const ask = async (remaining: readonly number[], offeredGroups: readonly number[]) => {
    const isAboutSuites = remaining === suites.remaining;
    // A hello that is about groups tells on the side whose preference of suites decides.
    const offered = isAboutSuites ? alternating(remaining, hellos++) : (findings.decidingOffer ?? remaining);
    const question = withGroups ? `${version} suites and groups` : `${version} suites`;
    const verdict = await inquiry.ask(question, { version, suites: offered, groups: offeredGroups });
    if (verdict.outcome !== 'accepted') return verdict;
    if (isAboutSuites) findings.add(verdict, offered);
    else deciding = verdict.hello.suite;
    return verdict;
  };
  // The older suites come along once, so that a server without TLS 1.3 answers with its own version.
  const all = [...tls13Suites, ...commonSuites];
  const first = await inquiry.ask(version, { version, suites: all });
  if (first.outcome !== 'accepted') return conclude(findings, [first], undefined, undefined);
  hellos++;
  findings.add(first, all);
  suites.note(first.hello.suite);
  groups.note(first.hello.group);
  const ofSuites: Dimension = {
    candidates: suites,
    choice: ({ hello }) => hello.suite,
    name: suiteName,
  };
  const ofGroups: Dimension = { candidates: groups, choice: ({ hello }) => hello.group, name: groupName };
  if (withGroups) await eliminate(ask, ofSuites, ofGroups);
  else await eliminateAlone((values) => ask(values, tls13Groups), ofSuites);
  deciding ??= await askDeciding(inquiry, version, findings);
  const found = conclude(findings, suites.ending ? [suites.ending] : [], first, deciding);
  return { ...found, ...(withGroups && { groups }) };
}
