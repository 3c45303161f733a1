import type { Mutant } from './mutant.ts';
import { accepts, scripts, usualSuites } from './tls-fault.ts';

export const tlsSuiteMutants = {
  'suite-of-tls13-missing': {
    profile: 'policy',
    fault: { tls: { suites: usualSuites.filter((name) => name !== 'TLS_AES_128_GCM_SHA256') } },
    kills: ['TLS-SUITE-01'],
    because: /^cipher suites: missing: TLS_AES_128_GCM_SHA256;/,
  },
  'suite-of-tls12-missing': {
    profile: 'policy',
    fault: {
      tls: { suites: usualSuites.filter((name) => name !== 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256') },
    },
    kills: ['TLS-SUITE-01'],
    because: /^cipher suites: missing: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;/,
  },
  'suite-beyond-policy': {
    profile: 'policy',
    fault: { tls: { suites: [...usualSuites, 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'] } },
    kills: ['TLS-SUITE-02'],
    because: /^cipher suites: extra: TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA$/,
  },
  'suite-with-ccm-beyond-policy': {
    profile: 'policy',
    // TLS_ECDHE_ECDSA_WITH_AES_128_CCM
    fault: accepts(0xc0ac, 'curve'),
    kills: ['TLS-SUITE-02'],
    because: /^cipher suites: extra: TLS_ECDHE_ECDSA_WITH_AES_128_CCM$/,
  },
  'suite-forbidden-by-name': {
    profile: 'policy',
    fault: { tls: { suites: [...usualSuites, 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA'] } },
    kills: ['TLS-SUITE-02', 'TLS-SUITE-03'],
    because: /^cipher suites: (extra|accepted): TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA$/,
  },
  'suite-without-encryption': {
    profile: 'policy',
    fault: { tls: { suites: [...usualSuites, 'TLS_ECDHE_ECDSA_WITH_NULL_SHA'] } },
    kills: ['TLS-WEAK-01'],
    because: /^TLSv1\.2 cipher suites: accepted: TLS_ECDHE_ECDSA_WITH_NULL_SHA$/,
  },
  'suite-without-encryption-and-with-md5': {
    profile: 'policy',
    // TLS_RSA_WITH_NULL_MD5
    fault: accepts(0x0001),
    kills: ['TLS-WEAK-01', 'TLS-WEAK-06', 'TLS-FORWARDSECRECY-01'],
    because: /accepted: TLS_RSA_WITH_NULL_MD5$/,
  },
  'suite-anonymous': {
    profile: 'policy',
    fault: { tls: { suites: [...usualSuites, 'TLS_ECDH_anon_WITH_AES_128_CBC_SHA'] } },
    kills: ['TLS-WEAK-02'],
    because: /accepted: TLS_ECDH_anon_WITH_AES_128_CBC_SHA$/,
  },
  'suite-anonymous-with-a-prime': {
    profile: 'policy',
    // TLS_DH_anon_WITH_AES_128_CBC_SHA
    fault: accepts(0x0034, 2048),
    kills: ['TLS-WEAK-02'],
    because: /accepted: TLS_DH_anon_WITH_AES_128_CBC_SHA$/,
  },
  'suite-for-export': {
    profile: 'policy',
    // TLS_RSA_EXPORT_WITH_RC4_40_MD5 (FREAK)
    fault: accepts(0x0003),
    kills: ['TLS-WEAK-03', 'TLS-WEAK-04', 'TLS-WEAK-06', 'TLS-FORWARDSECRECY-01'],
    because: /accepted: TLS_RSA_EXPORT_WITH_RC4_40_MD5$/,
  },
  'suite-for-export-with-a-prime': {
    profile: 'policy',
    // TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA (Logjam)
    fault: accepts(0x0014, 512),
    kills: ['TLS-WEAK-03', 'TLS-WEAK-05', 'TLS-DH-01'],
    because:
      /accepted: TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA$|TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA: 512 bits$/,
  },
  'suite-with-rc4': {
    profile: 'policy',
    // TLS_ECDHE_RSA_WITH_RC4_128_SHA
    fault: accepts(0xc011, 'curve'),
    kills: ['TLS-WEAK-04'],
    because: /accepted: TLS_ECDHE_RSA_WITH_RC4_128_SHA$/,
  },
  'suite-with-rc4-and-static-rsa': {
    profile: 'policy',
    // TLS_RSA_WITH_RC4_128_SHA
    fault: accepts(0x0005),
    kills: ['TLS-WEAK-04', 'TLS-FORWARDSECRECY-01'],
    because: /accepted: TLS_RSA_WITH_RC4_128_SHA$/,
  },
  'suite-with-triple-des': {
    profile: 'policy',
    // TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA
    fault: accepts(0xc012, 'curve'),
    kills: ['TLS-WEAK-05'],
    because: /accepted: TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA$/,
  },
  'suite-with-des': {
    profile: 'policy',
    // TLS_DHE_RSA_WITH_DES_CBC_SHA
    fault: accepts(0x0015, 2048),
    kills: ['TLS-WEAK-05'],
    because: /accepted: TLS_DHE_RSA_WITH_DES_CBC_SHA$/,
  },
  'suite-with-idea': {
    profile: 'policy',
    // TLS_RSA_WITH_IDEA_CBC_SHA
    fault: accepts(0x0007),
    kills: ['TLS-WEAK-05', 'TLS-FORWARDSECRECY-01'],
    because: /accepted: TLS_RSA_WITH_IDEA_CBC_SHA$/,
  },
  'suite-with-cbc-before-tls12': {
    profile: 'older',
    // TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
    fault: scripts({ version: 'TLSv1.1', suite: 0xc00a, keyExchange: 'curve' }),
    kills: ['TLS-WEAK-07'],
    because: /^TLSv1\.1 cipher suites: accepted: TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA$/,
  },
  'suite-with-static-rsa': {
    profile: 'policy',
    // TLS_RSA_WITH_AES_128_GCM_SHA256
    fault: accepts(0x009c),
    kills: ['TLS-FORWARDSECRECY-01'],
    because: /accepted: TLS_RSA_WITH_AES_128_GCM_SHA256$/,
  },
  'suite-with-the-certificate-for-a-key': {
    profile: 'policy',
    // TLS_ECDH_ECDSA_WITH_AES_128_GCM_SHA256
    fault: accepts(0xc02d),
    kills: ['TLS-FORWARDSECRECY-01'],
    because: /accepted: TLS_ECDH_ECDSA_WITH_AES_128_GCM_SHA256$/,
  },
  'server-chooses-suite': {
    profile: 'policy',
    fault: { tls: { order: 'server' } },
    kills: ['TLS-ORDER-01'],
    because: /^TLSv1\.\d cipher suites: the server's preference decides$/,
  },
  'client-chooses-suite': {
    profile: 'older',
    fault: { tls: { order: 'client' } },
    kills: ['TLS-ORDER-01'],
    because: /^TLSv1\.\d cipher suites: the client's preference decides$/,
  },
} as const satisfies Record<string, Mutant>;
