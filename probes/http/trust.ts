import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { ProbeError } from '../problem.ts';

const contexts = new Map<string, tls.SecureContext>();

/**
 * A TLS context that trusts `ca` (PEM, one certificate or several) beside Node's own roots; made once for the same
 * anchors and settings.
 *
 * @throws ProbeError `local` for what is not PEM, which Node would ignore without a word
 */
export function contextTrusting(
  ca: string | undefined,
  settings: tls.SecureContextOptions = {},
): tls.SecureContext {
  const key = JSON.stringify([ca, settings]);
  const known = contexts.get(key);
  if (known) return known;
  const context = tls.createSecureContext(settings);
  // The option `ca` would replace the roots; naming them all again beside it takes 50 ms, this a tenth of one.
  for (const certificate of certificatesIn(ca)) (context as AddsAnchors).context.addCACert(certificate);
  contexts.set(key, context);
  return context;
}

/** What createSecureContext() itself calls for its option `ca`. */
interface AddsAnchors extends tls.SecureContext {
  readonly context: { addCACert(pem: string): void };
}

function certificatesIn(ca: string | undefined): string[] {
  if (ca === undefined) return [];
  const certificates = ca.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch (cause) {
    throw new ProbeError('local', 'The CA to trust is not a PEM certificate.', { cause });
  }
  if (certificates.length === 0) throw new ProbeError('local', 'The CA to trust is not a PEM certificate.');
  return certificates;
}
