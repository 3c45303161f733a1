import type { Alert } from './alert.ts';
import { AnswerReader } from './answer.ts';
import { encodeClientHello } from './client-hello.ts';
import { peerOf, serverName, type Endpoint } from './endpoint.ts';
import { exchangeHello } from './hello-exchange.ts';
import { suiteName } from './suites.ts';
import { judgeAnswer, type Verdict } from './verdict.ts';
import type { TlsVersion } from './versions.ts';

/**
 * What a server said to one version.
 *
 * - `accepted`: it chose the version, in a ServerHello or a HelloRetryRequest.
 * - `refused`: it rejected the offer with an alert of that meaning (handshake_failure, protocol_version,
 *   insufficient_security, inappropriate_fallback), or `answered` with another version than the one offered.
 * - `inconclusive`: it said neither. Silence, a closed connection and bytes that are not TLS are not a refusal,
 *   and nor is an alert about something else (internal_error, unrecognized_name): that is kept in `alert`.
 */
type VersionOutcome =
  | { readonly outcome: 'accepted'; readonly version: TlsVersion; readonly suite: string }
  | { readonly outcome: 'refused'; readonly alert: Alert; readonly answered?: never }
  | { readonly outcome: 'refused'; readonly answered: TlsVersion; readonly alert?: never }
  | {
      readonly outcome: 'inconclusive';
      /** What happened and, where that is known, why: sentences for a person. */
      readonly reason: string;
      readonly alert?: Alert;
    };

/** One ClientHello with one version, and what came of it. Serialisable. */
export type VersionObservation = VersionOutcome & {
  readonly kind: 'tls-hello';
  readonly endpoint: Endpoint;
  readonly offered: TlsVersion;
  /** The ClientHello, in hex. Empty where no connection was made. */
  readonly sent: string;
  /** The first 512 bytes of the answer, in hex. */
  readonly received: string;
  readonly durationMs: number;
};

/**
 * Offers one protocol version in a raw ClientHello and reads the server's first handshake message or alert.
 *
 * No TLS library takes part, so that versions which the local OpenSSL cannot speak are seen as well.
 * An observation is made whatever the server does, within `timeoutMs` (name lookup included).
 */
export async function offerVersion(
  endpoint: Endpoint,
  version: TlsVersion,
  { timeoutMs }: { timeoutMs: number },
): Promise<VersionObservation> {
  const startedAt = performance.now();
  const hello = encodeClientHello({ version, serverName: serverName(endpoint) });
  const { result, sent, received } = await exchangeHello(endpoint, hello, timeoutMs, new AnswerReader());
  return {
    kind: 'tls-hello',
    endpoint,
    offered: version,
    ...outcomeOf(judgeAnswer(result, { version }, peerOf(endpoint)), version),
    sent: sent.toString('hex'),
    received: received.toString('hex'),
    durationMs: performance.now() - startedAt,
  };
}

function outcomeOf(verdict: Verdict, version: TlsVersion): VersionOutcome {
  if (verdict.outcome === 'accepted') {
    return { outcome: 'accepted', version, suite: suiteName(verdict.hello.suite) };
  }
  if (verdict.outcome === 'refused') return verdict;
  const { reason, alert } = verdict;
  return { outcome: 'inconclusive', reason, ...(alert && { alert }) };
}
