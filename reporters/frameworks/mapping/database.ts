import type { Theme } from './theme.ts';

/** The database: its transport, its roles, what it encrypts and what it logs. */
export const database: readonly Theme[] = [
  {
    controls: ['DB-TLS', 'DB-CERT'],
    supporting: {
      soc2: ['CC6.1', 'CC6.7'],
      hipaa: ['164.312(e)(1)', '164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
      'pci-dss': ['2.2.7', '4.2.1', '8.3.2'],
      gdpr: ['Art. 32(1)(a)'],
      asvs: ['v5.0.0-12.3.1', 'v5.0.0-12.3.2', 'v5.0.0-13.2.1'],
      'nist-800-53': ['CA-9', 'IA-5(2)', 'SC-8', 'SC-8(1)'],
      'iso-27001': ['A.8.20', 'A.8.24'],
    },
  },
  {
    controls: ['DB-TLS-01'],
    direct: {
      soc2: ['CC6.7'],
      hipaa: ['164.312(e)(1)'],
      gdpr: ['Art. 32(1)(a)'],
      asvs: ['v5.0.0-12.3.1'],
      'nist-800-53': ['SC-8', 'SC-8(1)'],
      'iso-27001': ['A.8.24'],
    },
  },
  { controls: ['DB-TLS-02', 'DB-TLS-03'], direct: { asvs: ['v5.0.0-12.1.1'] } },
  { controls: ['DB-CERT-01'], direct: { asvs: ['v5.0.0-12.3.4'] } },
  { controls: ['DB-CERT-03'], supporting: { asvs: ['v5.0.0-11.2.3'], 'nist-800-53': ['SC-13'] } },
  {
    controls: ['DB-AUTH'],
    direct: { 'pci-dss': ['8.3.2'] },
    supporting: {
      soc2: ['CC6.1'],
      hipaa: ['164.312(d)'],
      gdpr: ['Art. 32(1)(b)'],
      'nist-800-53': ['IA-5'],
      'iso-27001': ['A.5.17', 'A.8.5'],
    },
  },
  { controls: ['DB-AUTH-01'], supporting: { asvs: ['v5.0.0-13.2.1'] } },
  { controls: ['DB-AUTH-02'], supporting: { asvs: ['v5.0.0-11.4.2'] } },
  {
    controls: ['DB-ROLE', 'DB-LISTEN'],
    supporting: {
      soc2: ['CC6.1', 'CC6.6'],
      hipaa: ['164.312(a)(1)'],
      'pci-dss': ['2.2.4'],
      gdpr: ['Art. 25(2)', 'Art. 32(1)(b)'],
      asvs: ['v5.0.0-13.2.2'],
      'nist-800-53': ['AC-3', 'AC-6', 'CM-7'],
      'iso-27001': ['A.8.3'],
    },
  },
  { controls: ['DB-ROLE-01'], direct: { asvs: ['v5.0.0-13.2.2'], 'nist-800-53': ['AC-6'] } },
  {
    controls: ['DB-ROLE-02'],
    direct: { 'nist-800-53': ['AC-3'] },
    supporting: { asvs: ['v5.0.0-6.3.2', 'v5.0.0-13.2.3'] },
  },
  {
    controls: ['DB-LISTEN'],
    direct: { 'nist-800-53': ['CM-7'] },
    supporting: { 'pci-dss': ['1.4.4'], 'nist-800-53': ['SC-7'], 'iso-27001': ['A.8.20', 'A.8.22'] },
  },
  {
    // Ciphertext in columns is seen; how its keys are kept is not.
    controls: ['DB-CRYPTO'],
    supporting: {
      soc2: ['C1.1', 'CC6.1'],
      hipaa: ['164.312(a)(2)(iv)', '164.312(c)(1)'],
      'pci-dss': ['3.5.1', '3.6.1'],
      gdpr: ['Art. 25(1)', 'Art. 32(1)(a)'],
      asvs: ['v5.0.0-11.3.2', 'v5.0.0-11.3.3', 'v5.0.0-14.2.4'],
      'nist-800-53': ['SC-12', 'SC-13', 'SC-28', 'SC-28(1)'],
      'iso-27001': ['A.8.11', 'A.8.24'],
    },
  },
  {
    controls: ['DB-CRYPTO-02'],
    direct: {
      soc2: ['CC6.1'],
      hipaa: ['164.312(a)(2)(iv)'],
      'pci-dss': ['3.5.1'],
      gdpr: ['Art. 32(1)(a)'],
      'nist-800-53': ['SC-28', 'SC-28(1)'],
      'iso-27001': ['A.8.24'],
    },
  },
  {
    // That every access is logged cannot be shown; that the tried ones are can.
    controls: ['DB-AUDIT', 'DB-LOG'],
    supporting: {
      soc2: ['CC6.1', 'CC7.2', 'CC7.3'],
      hipaa: ['164.308(a)(1)(ii)(D)', '164.312(b)'],
      'pci-dss': ['10.2.1', '10.2.1.1', '10.2.1.2', '10.2.1.7', '10.2.2'],
      gdpr: ['Art. 5(2)', 'Art. 32(1)(d)', 'Art. 33(5)'],
      asvs: ['v5.0.0-16.2.1', 'v5.0.0-16.3.3'],
      'nist-800-53': ['AU-2', 'AU-3', 'AU-12'],
      'iso-27001': ['A.8.15', 'A.8.16'],
    },
  },
  {
    controls: ['DB-AUDIT-01', 'DB-AUDIT-02', 'DB-AUDIT-03'],
    direct: {
      hipaa: ['164.312(b)'],
      'pci-dss': ['10.2.1'],
      'nist-800-53': ['AU-2', 'AU-12'],
      'iso-27001': ['A.8.15'],
    },
  },
  {
    controls: ['DB-AUDIT-03'],
    direct: {
      soc2: ['CC7.2'],
      'pci-dss': ['10.2.2'],
      asvs: ['v5.0.0-16.2.1'],
      'nist-800-53': ['AU-3'],
    },
  },
  { controls: ['DB-LOG'], supporting: { hipaa: ['164.308(a)(5)(ii)(C)'] } },
];
