import type { Theme } from './theme.ts';

/** Protocol versions, suites, key exchange, sessions and negotiation of the TLS entry. */
export const tls: readonly Theme[] = [
  {
    controls: ['TLS-VERSION', 'TLS-FALLBACK', 'TLS-DOWNGRADE'],
    supporting: {
      soc2: ['CC6.1', 'CC6.7'],
      hipaa: ['164.312(e)(1)', '164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
      'pci-dss': ['2.2.5', '2.2.7', '4.2.1', '8.3.2', '12.3.3'],
      gdpr: ['Art. 32(1)(a)'],
      asvs: ['v5.0.0-12.1.1', 'v5.0.0-12.2.1', 'v5.0.0-12.3.3'],
      'nist-800-53': ['AC-17(2)', 'CM-7', 'SC-8', 'SC-8(1)', 'SC-13'],
      'iso-27001': ['A.8.20', 'A.8.21', 'A.8.24'],
    },
  },
  {
    controls: ['TLS-VERSION-01'],
    direct: {
      soc2: ['CC6.7'],
      hipaa: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
      'pci-dss': ['4.2.1'],
      gdpr: ['Art. 32(1)(a)'],
      'nist-800-53': ['SC-8', 'SC-8(1)'],
      'iso-27001': ['A.8.24'],
    },
  },
  { controls: ['TLS-VERSION'], direct: { asvs: ['v5.0.0-12.1.1'] } },
  {
    controls: [
      'TLS-SUITE',
      'TLS-WEAK',
      'TLS-FORWARDSECRECY',
      'TLS-ORDER',
      'TLS-DH',
      'TLS-GROUP',
      'TLS-POSTQUANTUM',
      'TLS-SIGNATURE',
      'TLS-COMPRESSION',
    ],
    supporting: {
      soc2: ['CC6.1', 'CC6.7'],
      hipaa: ['164.312(e)(2)(ii)'],
      'pci-dss': ['4.2.1', '12.3.3'],
      gdpr: ['Art. 32(1)(a)'],
      asvs: ['v5.0.0-12.1.2'],
      'nist-800-53': ['SC-8(1)', 'SC-12', 'SC-13'],
      'iso-27001': ['A.8.24'],
    },
  },
  {
    controls: [
      'TLS-SUITE-02',
      'TLS-SUITE-03',
      'TLS-WEAK-01',
      'TLS-WEAK-02',
      'TLS-WEAK-03',
      'TLS-WEAK-04',
      'TLS-WEAK-05',
      'TLS-WEAK-06',
      'TLS-FORWARDSECRECY',
    ],
    direct: {
      'pci-dss': ['4.2.1'],
      asvs: ['v5.0.0-12.1.2'],
      'nist-800-53': ['SC-13'],
      'iso-27001': ['A.8.24'],
    },
  },
  {
    controls: ['TLS-WEAK-01'],
    direct: { hipaa: ['164.312(e)(2)(ii)'], gdpr: ['Art. 32(1)(a)'], 'nist-800-53': ['SC-8(1)'] },
  },
  { controls: ['TLS-WEAK-06'], supporting: { asvs: ['v5.0.0-11.4.1'] } },
  { controls: ['TLS-WEAK-07'], supporting: { asvs: ['v5.0.0-12.1.1'] } },
  {
    // The chapter on cryptography is meant for uses beside TLS, so it is supported at most.
    controls: ['TLS-DH', 'TLS-GROUP', 'TLS-POSTQUANTUM'],
    supporting: { asvs: ['v5.0.0-11.6.2'] },
  },
  { controls: ['TLS-DH', 'TLS-GROUP-03', 'TLS-SIGNATURE-03'], direct: { 'nist-800-53': ['SC-13'] } },
  { controls: ['TLS-DH'], supporting: { asvs: ['v5.0.0-11.2.3'] } },
  { controls: ['TLS-POSTQUANTUM'], supporting: { asvs: ['v5.0.0-11.1.4'] } },
  { controls: ['TLS-SIGNATURE'], supporting: { asvs: ['v5.0.0-11.6.1'] } },
  {
    controls: [
      'TLS-SESSION',
      'TLS-RENEGOTIATION',
      'TLS-SECURERENEGOTIATION',
      'TLS-MASTERSECRET',
      'TLS-ALPN-03',
      'TLS-ALPN-04',
      'TLS-SNI-03',
    ],
    supporting: {
      soc2: ['CC6.7'],
      hipaa: ['164.312(e)(1)'],
      'pci-dss': ['4.2.1'],
      gdpr: ['Art. 32(1)(a)'],
      'nist-800-53': ['SC-8', 'SC-23'],
      'iso-27001': ['A.8.24'],
    },
  },
  {
    controls: ['TLS-HTTP3-03'],
    direct: { 'nist-800-53': ['CM-7'] },
    supporting: { soc2: ['CC6.6'], 'pci-dss': ['2.2.4'], 'iso-27001': ['A.8.9', 'A.8.20'] },
  },
  {
    controls: ['TLS-HTTP3-04'],
    supporting: { soc2: ['A1.1', 'CC6.6'], 'nist-800-53': ['SC-5'], 'iso-27001': ['A.8.20'] },
  },
];
