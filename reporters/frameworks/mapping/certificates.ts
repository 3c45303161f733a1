import type { Theme } from './theme.ts';

/** Certificates of servers and of clients, and the local sockets that do without. */
export const certificates: readonly Theme[] = [
  {
    controls: ['CERT'],
    supporting: {
      soc2: ['CC6.1', 'CC6.7'],
      hipaa: ['164.312(d)', '164.312(e)(1)'],
      'pci-dss': ['4.2.1', '4.2.1.1'],
      gdpr: ['Art. 32(1)(a)'],
      asvs: ['v5.0.0-12.2.2'],
      'nist-800-53': ['IA-5(2)', 'SC-12', 'SC-17', 'SC-23'],
      'iso-27001': ['A.8.21', 'A.8.24'],
    },
  },
  {
    controls: [
      'CERT-EXPIRY',
      'CERT-VALIDITY',
      'CERT-NAME-01',
      'CERT-CHAIN-01',
      'CERT-CHAIN-05',
      'CERT-CA',
      'CERT-ADDRESS',
      'CERT-KEYTYPE',
    ],
    direct: { 'pci-dss': ['4.2.1'], 'nist-800-53': ['SC-17'] },
  },
  {
    controls: [
      'CERT-EXPIRY',
      'CERT-VALIDITY',
      'CERT-NAME-01',
      'CERT-CHAIN-05',
      'CERT-ADDRESS',
      'CERT-KEYTYPE',
    ],
    direct: { asvs: ['v5.0.0-12.2.2'] },
  },
  // The trust anchor may be one of the organisation's own, which is the rule for internal services.
  { controls: ['CERT-CHAIN-01', 'CERT-PIN'], direct: { asvs: ['v5.0.0-12.3.4'] } },
  { controls: ['CERT-PIN'], supporting: { 'nist-800-53': ['SC-23(5)'] } },
  {
    controls: ['CERT-KEY', 'CERT-SIGNATURE'],
    supporting: { asvs: ['v5.0.0-11.2.3', 'v5.0.0-11.6.2'], 'nist-800-53': ['SC-13'] },
  },
  {
    // One run sees the days that are left; that somebody watches them is shown by the series of runs.
    controls: ['CERT-EXPIRY'],
    supporting: {
      soc2: ['A1.1', 'CC7.1', 'CC7.2'],
      hipaa: ['164.308(a)(1)(ii)(D)'],
      'pci-dss': ['12.3.3'],
      gdpr: ['Art. 32(1)(b)', 'Art. 32(1)(d)'],
      asvs: ['v5.0.0-11.1.2'],
      'nist-800-53': ['SI-4'],
      'iso-27001': ['A.8.6', 'A.8.16'],
    },
  },
  { controls: ['CERT-OCSP'], direct: { asvs: ['v5.0.0-12.1.4'], 'nist-800-53': ['IA-5(2)'] } },
  {
    controls: ['MTLS'],
    supporting: {
      soc2: ['CC6.1', 'CC6.6', 'CC6.7'],
      hipaa: ['164.312(d)', '164.312(e)(1)'],
      'pci-dss': ['2.2.7', '4.2.1'],
      gdpr: ['Art. 32(1)(b)'],
      asvs: ['v5.0.0-12.3.3', 'v5.0.0-12.3.5', 'v5.0.0-13.2.1'],
      'nist-800-53': ['CA-9', 'IA-3', 'IA-5(2)', 'IA-9', 'SC-8(1)', 'SC-23'],
      'iso-27001': ['A.8.20', 'A.8.21', 'A.8.22', 'A.8.24'],
    },
  },
  {
    controls: [
      'MTLS-MISSING',
      'MTLS-AUTHORITY',
      'MTLS-SELFSIGNED',
      'MTLS-PATH',
      'MTLS-EXPIRED',
      'MTLS-FUTURE',
      'MTLS-USAGE',
      'MTLS-REVOKED',
      'MTLS-RESUME',
      'MTLS-IDENTITY',
    ],
    direct: { hipaa: ['164.312(d)'], 'nist-800-53': ['IA-3', 'IA-5(2)', 'IA-9'] },
  },
  { controls: ['MTLS-ACCEPT', 'MTLS-MISSING'], direct: { asvs: ['v5.0.0-12.3.5'] } },
  {
    controls: [
      'MTLS-AUTHORITY',
      'MTLS-SELFSIGNED',
      'MTLS-PATH',
      'MTLS-EXPIRED',
      'MTLS-FUTURE',
      'MTLS-USAGE',
      'MTLS-REVOKED',
      'MTLS-EARLY',
      'MTLS-RESUME',
      'MTLS-IDENTITY',
    ],
    direct: { asvs: ['v5.0.0-12.1.3'] },
  },
  {
    controls: ['SOCKET'],
    supporting: {
      soc2: ['CC6.1', 'CC6.6'],
      hipaa: ['164.312(a)(1)'],
      'pci-dss': ['2.2.4'],
      gdpr: ['Art. 32(1)(b)'],
      asvs: ['v5.0.0-13.2.1', 'v5.0.0-13.2.2'],
      'nist-800-53': ['AC-3', 'AC-6', 'CA-9', 'CM-7', 'SC-7'],
      'iso-27001': ['A.8.3', 'A.8.20', 'A.8.22'],
    },
  },
  {
    controls: ['SOCKET-MODE', 'SOCKET-ACCESS', 'SOCKET-FOLDER'],
    direct: { 'nist-800-53': ['AC-3'], 'iso-27001': ['A.8.3'] },
  },
  { controls: ['SOCKET-TCP'], direct: { 'pci-dss': ['2.2.4'], 'nist-800-53': ['CM-7'] } },
];
