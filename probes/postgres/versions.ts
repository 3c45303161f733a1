import type tls from 'node:tls';
import { ProbeError } from '../problem.ts';
import { describeHandshake, type CertificateObservation } from '../tls/certificate.ts';
import type { Endpoint } from '../tls/endpoint.ts';
import { receivedAlert } from '../tls/received-alert.ts';
import { encrypted } from './encryption.ts';
import { onLine } from './line.ts';

/** Whether a database speaks one version of TLS. Serialisable. */
export interface DatabaseVersion {
  readonly kind: 'postgres-tls-version';
  readonly endpoint: Endpoint;
  readonly version: tls.SecureVersion;
  readonly outcome: 'spoken' | 'refused';
  /** The alert of a server that refuses. */
  readonly alert?: string;
}

/** RFC 8446 §6.2: what says that a version is not spoken; older servers say it with the first. */
const REFUSALS: ReadonlySet<string> = new Set(['handshake_failure', 'protocol_version']);

/**
 * Offers one version of TLS alone.
 *
 * @throws ProbeError where the server neither completes the handshake nor refuses it with an alert
 */
export function askVersion(
  endpoint: Endpoint,
  version: tls.SecureVersion,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<DatabaseVersion> {
  const observed = { kind: 'postgres-tls-version', endpoint, version } as const;
  return onLine(endpoint, timeoutMs, async (line) => {
    try {
      const spoken = (await encrypted(line, endpoint, { version })).getProtocol();
      if (spoken !== version)
        throw new ProbeError(
          'malformed',
          `${line.peer} speaks ${spoken} where ${version} alone was offered.`,
        );
      return { ...observed, outcome: 'spoken' };
    } catch (problem) {
      const cause = problem instanceof ProbeError ? problem.cause : undefined;
      const alert = cause instanceof Error ? receivedAlert(cause) : undefined;
      if (alert && REFUSALS.has(alert.name)) return { ...observed, outcome: 'refused', alert: alert.name };
      throw problem;
    }
  });
}

/**
 * The certificates that a database sends, and whether they are trusted.
 *
 * @param settings.ca PEM, trusted beside Node's own roots
 * @throws ProbeError where no handshake comes about
 */
export function observeDatabaseCertificate(
  endpoint: Endpoint,
  { timeoutMs, ca }: { readonly timeoutMs: number; readonly ca?: string },
): Promise<CertificateObservation> {
  const startedAt = performance.now();
  const trust = ca === undefined ? {} : { ca };
  return onLine(endpoint, timeoutMs, async (line) => ({
    ...describeHandshake(await encrypted(line, endpoint, trust), endpoint, trust),
    durationMs: performance.now() - startedAt,
  }));
}
