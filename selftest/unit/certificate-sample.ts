import type { CertificateObservation } from '../../probes/tls/certificate.ts';
import type { SentChain } from '../../fixtures/matchers/certificate-chain.ts';

/** The certificates of a PEM file, DER. */
export function derOf(pem: string): Buffer[] {
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(([, text = '']) =>
    Buffer.from(text, 'base64'),
  );
}

type Certificate = CertificateObservation['chain'][number];
type Uses = Certificate['uses'];

/** Within the validity of {@link certificate}. */
export const NOW = new Date('2026-11-22T12:00:00Z');

interface Changes extends Partial<Omit<Certificate, 'uses' | 'key'>> {
  readonly uses?: Partial<Uses>;
  readonly key?: Certificate['key'];
  /** Without the extension key usage. */
  readonly anyUsage?: boolean;
}

let made = 0;

/** A certificate of a leaf in which nothing is wrong, with changes. */
export function certificate(subject: string, { uses, anyUsage, ...changes }: Changes = {}): Certificate {
  made += 1;
  return {
    subject,
    issuer: 'CN=issuer',
    serialNumber: '01',
    validFrom: '2026-11-01T00:00:00.000Z',
    validTo: '2026-12-15T00:00:00.000Z',
    daysRemaining: 22,
    subjectAltNames: [],
    key: { type: 'EC', bits: 256, curve: 'prime256v1' },
    signatureAlgorithm: { name: 'ecdsa-with-SHA256', hash: 'sha256' },
    selfSigned: false,
    fingerprint256: `fingerprint ${made}`,
    pem: '',
    uses: {
      spki256: `key of ${subject}`,
      serial: '41'.repeat(16),
      ca: false,
      ...(!anyUsage && { keyUsage: ['digitalSignature'] }),
      extendedKeyUsage: ['serverAuth'],
      mustStaple: false,
      timestamps: [],
      ...uses,
    },
    ...changes,
  };
}

const CA: Partial<Uses> = { ca: true, keyUsage: ['keyCertSign'], pathLength: 0 };
export const leaf = certificate('CN=leaf');
export const lower = certificate('CN=lower', { uses: CA });
export const upper = certificate('CN=upper', { uses: { ...CA, pathLength: 1 } });
export const root = certificate('CN=root', { uses: { ca: true }, selfSigned: true });

/** What a server sent, and the places that certify each other. */
export function sent(chain: CertificateObservation['chain'], path: readonly number[]): SentChain {
  return { subject: 'server certificate', chain, path };
}

/** A leaf without anything else. */
export function alone(changes: Changes) {
  return { ...sent([certificate('CN=leaf', changes)], [0]), cipher: 'TLS_AES_128_GCM_SHA256' };
}
