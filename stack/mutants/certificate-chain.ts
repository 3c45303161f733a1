import type { Mutant } from './mutant.ts';

/** Chains as badly sent, or badly issued, as they are found. */
export const certificateChainMutants = {
  'certificate-chain-reversed': {
    profile: 'certificates',
    fault: { certificate: { sent: ['leaf', 'upper', 'intermediate'] } },
    kills: ['CERT-CHAIN-02'],
    because: /sent: CN=localhost, CN=Plumbline upper intermediate.*, CN=Plumbline intermediate/,
  },
  'certificate-chain-with-root': {
    profile: 'certificates',
    fault: { certificate: { sent: ['leaf', 'intermediate', 'root'] } },
    kills: ['CERT-CHAIN-03'],
    because: /CN=Plumbline root of this run is sent along/,
  },
  // The root comes before what it certifies, so that the order is wrong as well.
  'certificate-chain-with-root-in-the-middle': {
    profile: 'certificates',
    fault: { certificate: { sent: ['leaf', 'root', 'intermediate'] } },
    kills: ['CERT-CHAIN-02', 'CERT-CHAIN-03'],
    because: /sent: CN=localhost, CN=Plumbline root|CN=Plumbline root of this run is sent along/,
  },
  'certificate-intermediate-sent-twice': {
    profile: 'certificates',
    fault: { certificate: { sent: ['leaf', 'intermediate', 'intermediate'] } },
    kills: ['CERT-CHAIN-04'],
    because: /CN=Plumbline intermediate of this run is sent twice/,
  },
  'certificate-chain-with-stranger': {
    profile: 'certificates',
    fault: { certificate: { sent: ['leaf', 'intermediate', 'stranger'] } },
    kills: ['CERT-CHAIN-04'],
    because: /CN=Plumbline stranger certifies nothing that was sent/,
  },
  'certificate-intermediate-expired': {
    profile: 'certificates',
    fault: { certificate: { intermediate: { notAfterDays: -1 } } },
    kills: ['CERT-CHAIN-05'],
    because: /CN=Plumbline intermediate of this run expired \d{4}-/,
  },
  'certificate-intermediate-not-yet-valid': {
    profile: 'certificates',
    fault: { certificate: { intermediate: { notBeforeDays: 2 } } },
    kills: ['CERT-CHAIN-05'],
    because: /CN=Plumbline intermediate of this run is valid from \d{4}-/,
  },
  'certificate-expired-of-unknown-authority': {
    profile: 'certificates',
    fault: { certificate: { chain: 'unknown-authority', notBeforeDays: -40, notAfterDays: -1 } },
    kills: ['CERT-CHAIN-01', 'CERT-EXPIRY-01'],
    because: /sent: CN=localhost ← CN=Plumbline intermediate|expires \d{4}-/,
  },
  'certificate-intermediate-no-authority': {
    profile: 'certificates',
    fault: { certificate: { intermediate: { ca: false } } },
    kills: ['CERT-CA-02'],
    because: /CN=Plumbline intermediate of this run is no certificate authority/,
  },
  'certificate-intermediate-without-signing': {
    profile: 'certificates',
    fault: { certificate: { intermediate: { keyUsage: ['digitalSignature'] } } },
    kills: ['CERT-CA-02'],
    because: /CN=Plumbline intermediate of this run lacks keyCertSign/,
  },
  'certificate-path-too-long': {
    profile: 'certificates',
    fault: { certificate: { sent: ['leaf', 'intermediate', 'upper'], upper: { pathLength: 0 } } },
    kills: ['CERT-CA-02'],
    because: /CN=Plumbline upper intermediate of this run allows 0 authorities below it and has 1/,
  },
  'certificate-leaf-is-authority': {
    profile: 'certificates',
    fault: { certificate: { ca: true } },
    kills: ['CERT-CA-01'],
    because: /CN=localhost is a certificate authority/,
  },
  'certificate-leaf-may-sign': {
    profile: 'certificates',
    fault: { certificate: { keyUsage: ['digitalSignature', 'keyCertSign'] } },
    kills: ['CERT-CA-01'],
    because: /CN=localhost has the key usage keyCertSign/,
  },
  'certificate-intermediate-key-rsa-1024': {
    profile: 'transport',
    fault: { certificate: { intermediate: { key: 'RSA-1024' } } },
    kills: ['CERT-KEY-03'],
    because: /CN=Plumbline intermediate of this run: RSA 1024 bits/,
  },
  'certificate-intermediate-signed-with-sha1': {
    profile: 'certificates',
    fault: { certificate: { intermediate: { hash: 'SHA-1' } } },
    kills: ['CERT-SIGNATURE-01'],
    because: /CN=Plumbline intermediate of this run is signed with .*sha1/i,
  },
  'certificate-signed-with-md5': {
    profile: 'transport',
    fault: { certificate: { hash: 'MD5' } },
    kills: ['CERT-SIGNATURE-01'],
    because: /CN=localhost is signed with md5WithRSAEncryption/,
  },
  'certificate-of-unpinned-authority': {
    profile: 'certificates',
    fault: { certificate: { intermediate: { key: 'EC-P-256' } } },
    kills: ['CERT-PIN-01'],
    because: /the keys [\w+/]{43}=, [\w+/]{43}=/,
  },
} as const satisfies Record<string, Mutant>;
