import type { Theme } from './theme.ts';

/** What answers tell browsers to do and not to do: header fields, the content security policy, and that it works. */
export const pages: readonly Theme[] = [
  {
    // ASVS counts frame-ancestors alone; X-Frame-Options helps older browsers.
    controls: ['HDR-XFO', 'HDR-CONFLICT', 'CSP-ANCESTORS', 'BRW-FRAMING'],
    supporting: {
      soc2: ['CC6.6', 'CC6.8'],
      'pci-dss': ['6.2.4'],
      gdpr: ['Art. 32(1)(b)'],
      asvs: ['v5.0.0-3.4.6'],
      'nist-800-53': ['CM-6', 'SC-18', 'SI-10'],
      'iso-27001': ['A.8.26', 'A.8.28'],
    },
  },
  {
    controls: ['HDR-CSP', 'CSP-ANCESTORS', 'BRW-FRAMING-01', 'BRW-FRAMING-03'],
    direct: { asvs: ['v5.0.0-3.4.6'] },
  },
  {
    controls: ['HDR-XCTO', 'HDR-CTYPE'],
    supporting: {
      soc2: ['CC6.6', 'CC6.8'],
      'pci-dss': ['6.2.4'],
      gdpr: ['Art. 32(1)(b)'],
      asvs: ['v5.0.0-3.2.1', 'v5.0.0-4.1.1'],
      'nist-800-53': ['CM-6', 'SC-18', 'SI-10'],
      'iso-27001': ['A.8.26'],
    },
  },
  { controls: ['HDR-XCTO'], direct: { asvs: ['v5.0.0-3.4.4'] } },
  { controls: ['HDR-CTYPE'], direct: { asvs: ['v5.0.0-4.1.1'] } },
  {
    controls: ['HDR-REFERRER'],
    direct: { asvs: ['v5.0.0-3.4.5'] },
    supporting: {
      soc2: ['C1.1', 'CC6.6', 'CC6.7'],
      gdpr: ['Art. 5(1)(c)', 'Art. 25(1)', 'Art. 32(1)(b)'],
      asvs: ['v5.0.0-14.2.1'],
      'nist-800-53': ['AC-4', 'CM-6'],
      'iso-27001': ['A.8.12', 'A.8.26'],
    },
  },
  {
    // No requirement of the ASVS, of PCI DSS or of HIPAA names it.
    controls: ['HDR-PERMISSIONS'],
    supporting: {
      soc2: ['CC6.6'],
      gdpr: ['Art. 25(2)'],
      'nist-800-53': ['CM-6', 'CM-7'],
      'iso-27001': ['A.8.26'],
    },
  },
  {
    controls: ['HDR-COOP', 'HDR-COEP', 'HDR-CORP'],
    supporting: {
      soc2: ['CC6.6'],
      asvs: ['v5.0.0-3.2.1'],
      'nist-800-53': ['AC-4', 'CM-6', 'SC-4'],
      'iso-27001': ['A.8.26'],
    },
  },
  { controls: ['HDR-COOP'], direct: { asvs: ['v5.0.0-3.4.8'] } },
  { controls: ['HDR-CORP'], direct: { asvs: ['v5.0.0-3.5.8'] } },
  {
    controls: [
      'HDR-CSP',
      'CSP-OBJECT',
      'CSP-BASE',
      'CSP-FORM',
      'CSP-FORBIDDEN',
      'CSP-STRENGTH',
      'CSP-SYNTAX',
      'CSP-NONCE',
      'BRW-INLINE',
      'BRW-HANDLER',
      'BRW-EVAL',
      'BRW-SCRIPT',
      'BRW-FRAME',
      'BRW-FORM',
      'BRW-BASE',
      'BRW-NONCE',
    ],
    supporting: {
      soc2: ['CC6.6', 'CC6.8'],
      // Both are about payment pages alone, and a policy is one usual way among others.
      'pci-dss': ['6.2.4', '6.4.3', '11.6.1'],
      gdpr: ['Art. 32(1)(b)'],
      asvs: ['v5.0.0-3.4.3'],
      'nist-800-53': ['AC-4', 'CM-6', 'SC-18', 'SI-10'],
      'iso-27001': ['A.8.26', 'A.8.28'],
    },
  },
  {
    controls: [
      'HDR-CSP',
      'CSP-OBJECT',
      'CSP-BASE',
      'CSP-FORBIDDEN',
      'CSP-STRENGTH',
      'CSP-NONCE-01',
      'BRW-INLINE',
      'BRW-HANDLER',
      'BRW-EVAL',
      'BRW-SCRIPT',
      'BRW-BASE',
    ],
    direct: { asvs: ['v5.0.0-3.4.3'] },
  },
  { controls: ['CSP-NONCE-02'], supporting: { asvs: ['v5.0.0-11.5.1'] } },
  {
    controls: ['HDR-CACHE'],
    direct: { asvs: ['v5.0.0-14.3.2'] },
    supporting: {
      soc2: ['C1.1', 'CC6.7'],
      hipaa: ['164.312(a)(1)'],
      'pci-dss': ['6.2.4'],
      gdpr: ['Art. 25(2)', 'Art. 32(1)(b)'],
      'nist-800-53': ['AC-4', 'CM-6', 'SC-4'],
      'iso-27001': ['A.8.12', 'A.8.26'],
    },
  },
  {
    controls: ['HDR-XXSS', 'HDR-DUPLICATE', 'HDR-ADDITIONAL'],
    supporting: { soc2: ['CC6.6'], 'nist-800-53': ['CM-6'], 'iso-27001': ['A.8.9', 'A.8.26'] },
  },
];
