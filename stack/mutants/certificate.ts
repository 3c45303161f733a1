import { certificateChainMutants } from './certificate-chain.ts';
import { certificateLeafMutants } from './certificate-leaf.ts';
import { certificateStatusMutants } from './certificate-status.ts';
import type { Mutant } from './mutant.ts';

export const certificateMutants = {
  'certificate-expired': {
    profile: 'transport',
    fault: { certificate: { notBeforeDays: -91, notAfterDays: -1 } },
    kills: ['CERT-EXPIRY-01'],
    because: /expires \d{4}-/,
  },
  'certificate-expires-in-five-days': {
    profile: 'transport',
    fault: { certificate: { notAfterDays: 5 } },
    kills: ['CERT-EXPIRY-01'],
    because: /expires \d{4}-/,
  },
  'certificate-not-yet-valid': {
    profile: 'transport',
    fault: { certificate: { notBeforeDays: 1 } },
    kills: ['CERT-VALIDITY-01'],
    because: /valid from \d{4}-/,
  },
  'certificate-for-another-host': {
    profile: 'transport',
    fault: { certificate: { names: ['elsewhere.example'] } },
    kills: ['CERT-NAME-01'],
    because: /covers elsewhere\.example/,
  },
  'certificate-without-names': {
    profile: 'transport',
    fault: { certificate: { names: [] } },
    kills: ['CERT-NAME-01'],
    because: /covers no name/,
  },
  'certificate-chain-without-intermediate': {
    profile: 'transport',
    fault: { certificate: { sent: ['leaf'] } },
    kills: ['CERT-CHAIN-01'],
    because: /UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT_LOCALLY); sent: CN=localhost$/,
  },
  'certificate-self-signed': {
    profile: 'transport',
    fault: { certificate: { chain: 'self-signed' } },
    kills: ['CERT-CHAIN-01'],
    because: /DEPTH_ZERO_SELF_SIGNED_CERT/,
  },
  'certificate-of-unknown-authority': {
    profile: 'transport',
    fault: { certificate: { chain: 'unknown-authority' } },
    kills: ['CERT-CHAIN-01'],
    because: /UNABLE_TO_GET_ISSUER_CERT_LOCALLY; sent: CN=localhost ← CN=Plumbline intermediate/,
  },
  'certificate-key-rsa-1024': {
    profile: 'transport',
    fault: { certificate: { key: 'RSA-1024' } },
    kills: ['CERT-KEY-01'],
    because: /RSA 1024 bits/,
  },
  'certificate-signed-with-sha1': {
    profile: 'transport',
    fault: { certificate: { hash: 'SHA-1' } },
    kills: ['CERT-SIGNATURE-01'],
    because: /CN=localhost is signed with .*sha1/i,
  },
  ...certificateLeafMutants,
  ...certificateChainMutants,
  ...certificateStatusMutants,
} as const satisfies Record<string, Mutant>;
