import type { Theme } from './theme.ts';

/** Rate limits, sizes, load, and what the entry hands on. */
export const limits: readonly Theme[] = [
  {
    controls: [
      'RATE-LIMIT',
      'RATE-STATUS',
      'RATE-DELAY',
      'RATE-CLIENTS',
      'RATE-WORK',
      'RATE-RECOVERY-01',
      'RATE-BYPASS',
      'RATE-CONNECTIONS',
    ],
    supporting: {
      soc2: ['A1.1', 'CC6.1', 'CC6.6'],
      hipaa: ['164.308(a)(1)(ii)(B)'],
      // A limit per address is not the lockout of a user id that 8.3.4 asks for.
      'pci-dss': ['6.2.4', '6.4.2', '8.3.4'],
      gdpr: ['Art. 32(1)(b)'],
      asvs: ['v5.0.0-2.4.1', 'v5.0.0-6.3.1', 'v5.0.0-15.2.2'],
      'nist-800-53': ['AC-7', 'SC-5', 'SC-5(2)', 'SC-6'],
      'iso-27001': ['A.8.5', 'A.8.6', 'A.8.26'],
    },
  },
  {
    controls: ['RATE-LIMIT', 'RATE-WORK', 'RATE-RECOVERY-01', 'RATE-BYPASS', 'RATE-CONNECTIONS'],
    direct: { asvs: ['v5.0.0-2.4.1'], 'nist-800-53': ['SC-5'] },
  },
  {
    controls: ['RATE-BYPASS-01', 'RATE-BYPASS-02'],
    direct: { asvs: ['v5.0.0-15.3.4'] },
    supporting: { asvs: ['v5.0.0-4.1.3'] },
  },
  { controls: ['RATE-BYPASS-04'], supporting: { asvs: ['v5.0.0-4.1.4'] } },
  {
    controls: [
      'BODY-LIMIT',
      'BODY-CHUNKED',
      'BODY-H2',
      'BODY-LENGTH-02',
      'BODY-EXPECT',
      'BODY-GZIP',
      'BODY-CONNECTION',
      'HEAD',
    ],
    supporting: {
      soc2: ['A1.1', 'CC6.6'],
      'pci-dss': ['6.2.4', '6.4.2'],
      gdpr: ['Art. 32(1)(b)'],
      asvs: ['v5.0.0-15.2.2'],
      'nist-800-53': ['SC-5', 'SC-6', 'SI-10'],
      'iso-27001': ['A.8.6', 'A.8.26'],
    },
  },
  {
    controls: ['BODY-LIMIT', 'BODY-CHUNKED', 'BODY-H2'],
    direct: { asvs: ['v5.0.0-5.2.1'], 'nist-800-53': ['SC-5'] },
  },
  { controls: ['BODY-LENGTH-02', 'BODY-EXPECT'], supporting: { asvs: ['v5.0.0-5.2.1'] } },
  { controls: ['BODY-GZIP'], direct: { asvs: ['v5.0.0-5.2.3'], 'nist-800-53': ['SC-5'] } },
  {
    controls: ['BODY-LENGTH-01', 'BODY-SMUGGLING'],
    direct: { asvs: ['v5.0.0-4.2.1'] },
    supporting: {
      soc2: ['CC6.6'],
      'pci-dss': ['6.2.4'],
      gdpr: ['Art. 32(1)(b)'],
      'nist-800-53': ['SC-7', 'SI-10'],
      'iso-27001': ['A.8.20', 'A.8.26'],
    },
  },
  {
    controls: ['CAP'],
    direct: { soc2: ['A1.1'], gdpr: ['Art. 32(1)(b)'], 'iso-27001': ['A.8.6'] },
  },
  {
    // No framework sets a number: budgets are the organisation's own.
    controls: ['CAP', 'LAT'],
    supporting: {
      soc2: ['A1.1', 'CC7.1'],
      hipaa: ['164.308(a)(1)(ii)(B)'],
      gdpr: ['Art. 32(1)(b)', 'Art. 32(1)(d)'],
      asvs: ['v5.0.0-15.2.2'],
      'nist-800-53': ['CP-2', 'SC-5(2)', 'SC-6', 'SI-4'],
      'iso-27001': ['A.8.6', 'A.8.16'],
    },
  },
  {
    controls: ['PROXY'],
    supporting: {
      soc2: ['CC6.1', 'CC6.6'],
      'pci-dss': ['6.2.4'],
      gdpr: ['Art. 32(1)(b)'],
      'nist-800-53': ['AC-3', 'SC-7', 'SI-10'],
      'iso-27001': ['A.8.20', 'A.8.26'],
    },
  },
  {
    controls: [
      'PROXY-FOR-02',
      'PROXY-PROTO',
      'PROXY-REALIP',
      'PROXY-HOST',
      'PROXY-FORWARDED',
      'PROXY-HOP-03',
      'PROXY-IDENTITY',
    ],
    direct: { asvs: ['v5.0.0-4.1.3'] },
  },
  { controls: ['PROXY-FOR-02', 'PROXY-REALIP', 'PROXY-FORWARDED'], direct: { asvs: ['v5.0.0-15.3.4'] } },
  { controls: ['PROXY-FOR-01'], supporting: { asvs: ['v5.0.0-4.1.3', 'v5.0.0-15.3.4'] } },
  { controls: ['PROXY-HOP-01', 'PROXY-HOP-02'], supporting: { asvs: ['v5.0.0-4.2.1'] } },
  {
    controls: ['PROXY-IDENTITY'],
    direct: { 'nist-800-53': ['AC-3'] },
    supporting: { hipaa: ['164.312(a)(1)', '164.312(d)'], 'iso-27001': ['A.8.3', 'A.8.5'] },
  },
];
