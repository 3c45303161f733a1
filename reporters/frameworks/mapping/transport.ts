import type { Theme } from './theme.ts';

/** Redirects, HSTS and mixed content: that nothing travels in the clear. */
export const transport: readonly Theme[] = [
  {
    controls: [
      'REDIR-HTTPS',
      'REDIR-CHAIN',
      'REDIR-STATUS-01',
      'REDIR-POST',
      'REDIR-API',
      'REDIR-COOKIE',
      'REDIR-TLSPORT',
    ],
    supporting: {
      soc2: ['CC6.1', 'CC6.7'],
      hipaa: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
      'pci-dss': ['2.2.5', '4.2.1'],
      gdpr: ['Art. 32(1)(a)'],
      asvs: ['v5.0.0-12.2.1'],
      'nist-800-53': ['AC-17(2)', 'CM-7', 'SC-8', 'SC-8(1)'],
      'iso-27001': ['A.8.20', 'A.8.24', 'A.8.26'],
    },
  },
  {
    controls: ['REDIR-HTTPS', 'REDIR-CHAIN', 'REDIR-STATUS-01', 'REDIR-POST', 'REDIR-TLSPORT'],
    direct: { 'pci-dss': ['4.2.1'], asvs: ['v5.0.0-12.2.1'], 'nist-800-53': ['SC-8', 'SC-8(1)'] },
  },
  { controls: ['REDIR-API'], direct: { asvs: ['v5.0.0-4.1.2'] } },
  {
    controls: ['REDIR-COOKIE'],
    supporting: { 'pci-dss': ['8.3.2'], asvs: ['v5.0.0-3.3.1'], 'nist-800-53': ['SC-23'] },
  },
  {
    // Who chooses where a visitor is led.
    controls: ['REDIR-PATH-02', 'REDIR-PATH-03', 'REDIR-HOST'],
    supporting: {
      soc2: ['CC6.6'],
      'pci-dss': ['6.2.4'],
      gdpr: ['Art. 32(1)(b)'],
      'nist-800-53': ['SI-10'],
      'iso-27001': ['A.8.26', 'A.8.28'],
    },
  },
  { controls: ['REDIR-PATH-02', 'REDIR-HOST-01'], direct: { asvs: ['v5.0.0-3.7.2'] } },
  {
    controls: ['REDIR-HOST-02'],
    direct: { asvs: ['v5.0.0-4.1.3'] },
    supporting: { asvs: ['v5.0.0-3.7.2'] },
  },
  {
    controls: ['HDR-HSTS-01', 'HDR-HSTS-02', 'HDR-HSTS-03', 'HDR-HSTS-04', 'HDR-HSTS-05', 'BRW-MIXED'],
    supporting: {
      soc2: ['CC6.1', 'CC6.7'],
      hipaa: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
      'pci-dss': ['4.2.1'],
      gdpr: ['Art. 32(1)(a)'],
      asvs: ['v5.0.0-12.2.1'],
      'nist-800-53': ['SC-8', 'SC-8(1)', 'SC-23'],
      'iso-27001': ['A.8.24', 'A.8.26'],
    },
  },
  { controls: ['HDR-HSTS-01', 'HDR-HSTS-02', 'HDR-HSTS-03'], direct: { asvs: ['v5.0.0-3.4.1'] } },
  // The field consents to preload lists; being on one is another fact.
  { controls: ['HDR-HSTS-04'], supporting: { asvs: ['v5.0.0-3.7.4'] } },
  { controls: ['HDR-HSTS-05'], supporting: { asvs: ['v5.0.0-3.4.1'] } },
];
