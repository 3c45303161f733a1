import type { Mutant } from './mutant.ts';

export const tlsMutants = {
  'tls10-accepted': {
    profile: 'transport',
    fault: { tls: { minVersion: 'TLSv1' } },
    kills: ['TLS-VERSION-01'],
    because: /^TLSv1 ClientHello: accepted/,
  },
  'tls11-accepted': {
    profile: 'transport',
    fault: { tls: { minVersion: 'TLSv1.1' } },
    kills: ['TLS-VERSION-01'],
    because: /^TLSv1\.1 ClientHello: accepted/,
  },
  'tls12-missing': {
    profile: 'transport',
    fault: { tls: { minVersion: 'TLSv1.3' } },
    kills: ['TLS-VERSION-02'],
    because: /^TLSv1\.2 ClientHello: refused with alert protocol_version/,
  },
  'tls13-missing': {
    profile: 'transport',
    fault: { tls: { maxVersion: 'TLSv1.2' } },
    kills: ['TLS-VERSION-02'],
    because: /^TLSv1\.3 ClientHello: refused/,
  },
} as const satisfies Record<string, Mutant>;
