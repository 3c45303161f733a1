import type { ProbeProblem } from '../problem.ts';
import { rejectsOffer, type Alert } from './alert.ts';
import type { Answer } from './answer.ts';
import type { Failure } from './hello-exchange.ts';
import type { ServerHello } from './server-hello.ts';
import { commonSuites, isTls13Suite, tls13Suites } from './suites.ts';
import { versionOf, type TlsVersion } from './versions.ts';

/** A ServerHello or HelloRetryRequest that chose the offered version and an offered suite. */
export type Acceptance = Extract<Answer, { readonly hello: ServerHello }> & { readonly outcome: 'accepted' };

/** The server rejected the offer by its own word: an alert, or an answer in another version. */
export type Refusal =
  | { readonly outcome: 'refused'; readonly alert: Alert; readonly answered?: never }
  | { readonly outcome: 'refused'; readonly answered: TlsVersion; readonly alert?: never };

/** The server said neither. */
export interface Doubt {
  readonly outcome: 'inconclusive';
  /** What happened and, where that is known, why: sentences for a person. */
  readonly reason: string;
  /** An alert about something else than the offer. */
  readonly alert?: Alert;
  /** Why there was no answer at all. */
  readonly problem?: ProbeProblem;
}

/** What an answer says about an offer. */
export type Verdict = Acceptance | Refusal | Doubt;

/** What was offered, as far as the answer must agree with it. */
interface Offered {
  readonly version: TlsVersion;
  /** Left out: all common suites, and for TLS 1.3 its own. */
  readonly suites?: readonly number[];
}

/** Holds an answer against the offer; `peer` names the server in reasons. */
export function judgeAnswer(answer: Answer | Failure, offered: Offered, peer: string): Verdict {
  if ('failure' in answer)
    return { outcome: 'inconclusive', reason: answer.failure, problem: answer.problem };
  return 'alert' in answer
    ? judgeAlert(answer.alert, offered.version, peer)
    : judgeServerHello(answer, offered, peer);
}

function judgeAlert(alert: Alert, offered: TlsVersion, peer: string): Refusal | Doubt {
  if (rejectsOffer(alert)) return { outcome: 'refused', alert };
  const said = `${peer} ended a handshake for ${offered} with the alert ${alert.name} (${alert.description})`;
  const reason = `${said}, which does not reject the version.${explanation(alert, offered)}`;
  return { outcome: 'inconclusive', reason, alert };
}

/** What is known to make servers say it. */
function explanation({ name }: Alert, offered: TlsVersion): string {
  const hostName = ' The server may not know the host name: does the target serve it?';
  if (name === 'unrecognized_name') return hostName;
  if (name !== 'internal_error') return '';
  // From TLS 1.2 on the hello names signature algorithms that every security level allows.
  if (offered === 'TLSv1.2' || offered === 'TLSv1.3') return hostName;
  return ` OpenSSL 3 says it where ${offered} is enabled but the security level forbids its signatures: disable ${offered} by name.`;
}

function judgeServerHello(
  answer: Extract<Answer, { readonly hello: ServerHello }>,
  offered: Offered,
  peer: string,
): Verdict {
  const { hello } = answer;
  const version = versionOf(hello.version);
  if (!version) {
    const reason = `${peer} chose version ${hex(hello.version)}, which TLS does not have.`;
    return { outcome: 'inconclusive', reason };
  }
  if (version !== offered.version) return { outcome: 'refused', answered: version };
  // The TLS 1.3 suites and the older ones cannot stand in for each other: RFC 8446 §4.1.3.
  if (!wasOffered(hello.suite, offered) || isTls13Suite(hello.suite) !== (version === 'TLSv1.3')) {
    const reason = `${peer} chose cipher suite ${hex(hello.suite)} for ${version}, which was not offered for it.`;
    return { outcome: 'inconclusive', reason };
  }
  return { outcome: 'accepted', ...answer };
}

function wasOffered(suite: number, { version, suites }: Offered): boolean {
  return (suites ?? (version === 'TLSv1.3' ? tls13Suites : commonSuites)).includes(suite);
}

function hex(code: number): string {
  return `0x${code.toString(16).padStart(4, '0')}`;
}
