import { rejectsOffer, type Alert } from './alert.ts';
import { encodeClientHello } from './client-hello.ts';
import { peerOf, serverName, type Endpoint } from './endpoint.ts';
import { exchangeHello } from './hello-exchange.ts';
import type { ServerHello } from './server-hello.ts';
import { cipherSuites } from './suites.ts';
import { versionOf, type TlsVersion } from './versions.ts';

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
  const hello = encodeClientHello(version, serverName(endpoint));
  const { result, sent, received } = await exchangeHello(endpoint, hello, timeoutMs);
  return {
    kind: 'tls-hello',
    endpoint,
    offered: version,
    ...outcomeOf(result, version, peerOf(endpoint)),
    sent: sent.toString('hex'),
    received: received.toString('hex'),
    durationMs: performance.now() - startedAt,
  };
}

function outcomeOf(
  result: Awaited<ReturnType<typeof exchangeHello>>['result'],
  offered: TlsVersion,
  peer: string,
): VersionOutcome {
  if ('failure' in result) return { outcome: 'inconclusive', reason: result.failure };
  return 'alert' in result
    ? outcomeOfAlert(result.alert, offered, peer)
    : outcomeOfServerHello(result.hello, offered, peer);
}

function outcomeOfAlert(alert: Alert, offered: TlsVersion, peer: string): VersionOutcome {
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

function outcomeOfServerHello(hello: ServerHello, offered: TlsVersion, peer: string): VersionOutcome {
  const version = versionOf(hello.version);
  if (!version) {
    const reason = `${peer} chose version ${hex(hello.version)}, which TLS does not have.`;
    return { outcome: 'inconclusive', reason };
  }
  if (version !== offered) return { outcome: 'refused', answered: version };
  const suite = cipherSuites.get(hello.suite);
  // The TLS 1.3 suites (0x13xx) and the older ones cannot stand in for each other: RFC 8446 §4.1.3.
  if (suite === undefined || (hello.suite >> 8 === 0x13) !== (offered === 'TLSv1.3')) {
    const reason = `${peer} chose cipher suite ${hex(hello.suite)} for ${offered}, which was not offered for it.`;
    return { outcome: 'inconclusive', reason };
  }
  return { outcome: 'accepted', version, suite };
}

function hex(code: number): string {
  return `0x${code.toString(16).padStart(4, '0')}`;
}
