import type { Mutant } from './mutant.ts';
import { scripts, usualSuites } from './tls-fault.ts';

/** Older versions have no other suites. */
const withCbc = [...usualSuites, 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'];

export const tlsMutants = {
  'ssl2-accepted': {
    profile: 'policy',
    // SSL_CK_RC4_128_WITH_MD5
    fault: scripts({ version: 'SSLv2', suite: 0x010080 }),
    kills: ['TLS-VERSION-01'],
    because: /^SSLv2 ClientHello: accepted/,
  },
  'ssl3-accepted': {
    profile: 'policy',
    // TLS_RSA_WITH_AES_128_CBC_SHA
    fault: scripts({ version: 'SSLv3', suite: 0x002f }),
    kills: ['TLS-VERSION-01'],
    because: /^SSLv3 ClientHello: accepted/,
  },
  'tls10-accepted': {
    profile: 'policy',
    fault: { tls: { minVersion: 'TLSv1', suites: withCbc } },
    kills: ['TLS-VERSION-01', 'TLS-SUITE-02'],
    because: /^(TLSv1 ClientHello: accepted|cipher suites: extra: .*_CBC_SHA)/,
  },
  'tls11-accepted': {
    profile: 'policy',
    fault: { tls: { minVersion: 'TLSv1.1', suites: withCbc } },
    kills: ['TLS-VERSION-01', 'TLS-SUITE-02'],
    because: /^(TLSv1\.1 ClientHello: accepted|cipher suites: extra: .*_CBC_SHA)/,
  },
  'tls12-missing': {
    profile: 'older',
    fault: { tls: { minVersion: 'TLSv1.3' } },
    kills: ['TLS-VERSION-02'],
    because: /^TLSv1\.2 ClientHello: refused with alert protocol_version/,
  },
  'tls13-missing': {
    profile: 'older',
    fault: { tls: { maxVersion: 'TLSv1.2' } },
    kills: ['TLS-VERSION-02'],
    because: /^TLSv1\.3 ClientHello: refused/,
  },
} as const satisfies Record<string, Mutant>;
