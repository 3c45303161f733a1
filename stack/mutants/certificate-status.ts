import type { Mutant } from './mutant.ts';

/** What comes with the certificate, and what other clients get. */
export const certificateStatusMutants = {
  'certificate-without-timestamps': {
    profile: 'certificates',
    fault: { certificate: { timestamps: 0 } },
    kills: ['CERT-SCT-01'],
    because: /no signed certificate timestamp/,
  },
  'certificate-with-one-timestamp': {
    profile: 'certificates',
    fault: { certificate: { timestamps: 1 } },
    kills: ['CERT-SCT-01'],
    because: /timestamps of one log$/,
  },
  'must-staple-without-staple': {
    profile: 'transport',
    fault: { certificate: { mustStaple: true } },
    kills: ['CERT-OCSP-01'],
    because: /the certificate asks for one, and none is stapled/,
  },
  'must-staple-with-useless-staple': {
    profile: 'transport',
    fault: { certificate: { mustStaple: true, staple: 'try-later' } },
    kills: ['CERT-OCSP-01'],
    because: /what is stapled is useless: tryLater/,
  },
  'staple-missing': {
    profile: 'certificates',
    fault: { certificate: { staple: 'none' } },
    kills: ['CERT-OCSP-02'],
    because: /no OCSP response is stapled/,
  },
  'staple-says-revoked': {
    profile: 'certificates',
    fault: { certificate: { staple: 'revoked' } },
    kills: ['CERT-OCSP-02'],
    because: /the stapled response says revoked/,
  },
  'staple-says-unknown': {
    profile: 'certificates',
    fault: { certificate: { staple: 'unknown' } },
    kills: ['CERT-OCSP-02'],
    because: /the stapled response says unknown/,
  },
  'staple-of-another-certificate': {
    profile: 'certificates',
    fault: { certificate: { staple: 'of-another' } },
    kills: ['CERT-OCSP-02'],
    because: /the stapled response is about another certificate/,
  },
  'staple-of-another-signer': {
    profile: 'certificates',
    fault: { certificate: { staple: 'of-another-signer' } },
    kills: ['CERT-OCSP-02'],
    because: /the stapled response is not signed by the issuer/,
  },
  'staple-over': {
    profile: 'certificates',
    fault: { certificate: { staple: 'stale' } },
    kills: ['CERT-OCSP-03'],
    because: /the stapled response is of \d{4}-.*, until \d{4}-/,
  },
  'staple-too-old-for-the-profile': {
    profile: 'certificates',
    fault: { certificate: { staple: 'old' } },
    kills: ['CERT-OCSP-03'],
    because: /the stapled response is of \d{4}-.*, until \d{4}-/,
  },
  'certificate-other-on-second-address': {
    profile: 'certificates',
    fault: { certificate: { otherAddress: 'another-leaf' } },
    kills: ['CERT-ADDRESS-01'],
    because: /certificate at (::1|127\.0\.0\.2): another one, ([0-9A-F]{2}:){31}/,
  },
  'certificate-rsa-twin-expired': {
    profile: 'certificates',
    fault: {
      certificate: {
        twin: {
          key: 'RSA-2048',
          names: ['localhost', '127.0.0.1', 'api.eu.plumbline.test'],
          notAfterDays: -0.5,
        },
      },
    },
    kills: ['CERT-KEYTYPE-01'],
    because: /certificate for RSA clients: expires \d{4}-/,
  },
  'certificate-rsa-twin-for-another-host': {
    profile: 'certificates',
    fault: { certificate: { twin: { key: 'RSA-2048', names: ['elsewhere.example'], notAfterDays: 45 } } },
    kills: ['CERT-KEYTYPE-01'],
    because: /certificate for RSA clients: covers elsewhere\.example/,
  },
  'certificate-rsa-twin-with-small-key': {
    profile: 'certificates',
    fault: {
      certificate: {
        twin: {
          key: 'RSA-1024',
          names: ['localhost', '127.0.0.1', 'api.eu.plumbline.test'],
          notAfterDays: 45,
        },
      },
    },
    kills: ['CERT-KEYTYPE-01'],
    because: /certificate for RSA clients: RSA 1024 bits/,
  },
} as const satisfies Record<string, Mutant>;
