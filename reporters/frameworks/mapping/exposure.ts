import type { Theme } from './theme.ts';

/** What must not be served, and what errors and banners tell. */
export const exposure: readonly Theme[] = [
  {
    controls: ['EXP-TRACE', 'EXP-TRACK'],
    direct: { 'pci-dss': ['2.2.4'], 'nist-800-53': ['CM-7'] },
    supporting: {
      soc2: ['CC6.1', 'CC6.6'],
      'pci-dss': ['6.2.4'],
      'nist-800-53': ['AC-3', 'CM-6'],
      'iso-27001': ['A.8.9', 'A.8.26'],
    },
  },
  { controls: ['EXP-TRACE'], direct: { asvs: ['v5.0.0-13.4.4'] } },
  { controls: ['EXP-TRACK'], direct: { asvs: ['v5.0.0-4.1.4'] } },
  {
    controls: ['EXP-ENV', 'EXP-VCS', 'EXP-KEYS', 'EXP-BACKUP', 'EXP-METRICS', 'EXP-STATUS', 'EXP-LISTING'],
    supporting: {
      soc2: ['C1.1', 'CC6.1', 'CC6.6'],
      hipaa: ['164.312(a)(1)'],
      'pci-dss': ['2.2.4', '2.2.6'],
      gdpr: ['Art. 25(2)', 'Art. 32(1)(b)'],
      'nist-800-53': ['AC-3', 'CM-6', 'CM-7'],
      'iso-27001': ['A.8.3', 'A.8.9', 'A.8.12'],
    },
  },
  { controls: ['EXP-ENV', 'EXP-KEYS', 'EXP-BACKUP'], direct: { asvs: ['v5.0.0-13.4.7'] } },
  {
    controls: ['EXP-VCS'],
    direct: { asvs: ['v5.0.0-13.4.1'] },
    supporting: { 'iso-27001': ['A.8.4'] },
  },
  { controls: ['EXP-METRICS', 'EXP-STATUS'], direct: { asvs: ['v5.0.0-13.4.5'] } },
  { controls: ['EXP-STATUS', 'EXP-STACKTRACE'], supporting: { asvs: ['v5.0.0-13.4.2'] } },
  { controls: ['EXP-LISTING'], direct: { asvs: ['v5.0.0-13.4.3'] } },
  {
    controls: ['EXP-ENV', 'EXP-KEYS', 'EXP-CANARY'],
    direct: {
      soc2: ['CC6.1'],
      'pci-dss': ['8.6.2'],
      'nist-800-53': ['IA-5'],
      'iso-27001': ['A.5.17'],
    },
    supporting: {
      soc2: ['C1.1'],
      hipaa: ['164.312(a)(1)', '164.312(d)'],
      'pci-dss': ['8.3.2'],
      gdpr: ['Art. 32(1)(b)'],
      asvs: ['v5.0.0-13.3.1'],
      'nist-800-53': ['IA-5(7)', 'SC-28'],
      'iso-27001': ['A.8.4', 'A.8.12'],
    },
  },
  {
    controls: ['EXP-STACKTRACE', 'EXP-FILEPATH', 'EXP-CANARY'],
    direct: { asvs: ['v5.0.0-16.5.1'], 'nist-800-53': ['SI-11'] },
  },
  {
    controls: ['EXP-STACKTRACE', 'EXP-FILEPATH', 'EXP-VERSION'],
    supporting: {
      soc2: ['CC6.6', 'CC7.2'],
      'pci-dss': ['6.2.4'],
      gdpr: ['Art. 32(1)(b)'],
      'nist-800-53': ['CM-6', 'SI-11'],
      'iso-27001': ['A.8.12', 'A.8.26', 'A.8.28'],
    },
  },
  { controls: ['EXP-STACKTRACE'], supporting: { asvs: ['v5.0.0-16.5.4'] } },
  {
    controls: ['HDR-SERVER', 'HDR-LEAK', 'EXP-VERSION'],
    direct: { asvs: ['v5.0.0-13.4.6'] },
    supporting: {
      soc2: ['CC6.6', 'CC7.1'],
      'pci-dss': ['2.2.6', '6.2.4'],
      gdpr: ['Art. 32(1)(b)'],
      'nist-800-53': ['CM-6', 'CM-7', 'SI-11'],
      'iso-27001': ['A.8.9', 'A.8.26'],
    },
  },
  {
    controls: ['EXP-HOST', 'TLS-SNI-01', 'TLS-SNI-02', 'TLS-SNI-03'],
    supporting: {
      soc2: ['CC6.6'],
      'pci-dss': ['2.2.4', '2.2.6'],
      'nist-800-53': ['CM-6', 'CM-7', 'SI-10'],
      'iso-27001': ['A.8.9', 'A.8.26'],
    },
  },
];
