import type { Theme } from './theme.ts';

/** Cookies, and who may read answers across origins. */
export const origins: readonly Theme[] = [
  {
    controls: ['COOKIE'],
    supporting: {
      soc2: ['CC6.1', 'CC6.7'],
      hipaa: ['164.312(d)', '164.312(e)(1)'],
      'pci-dss': ['6.2.4', '8.3.2'],
      gdpr: ['Art. 25(2)', 'Art. 32(1)(b)'],
      'nist-800-53': ['AC-12', 'SC-8'],
      'iso-27001': ['A.8.5', 'A.8.26'],
    },
  },
  {
    controls: [
      'COOKIE-SECURE',
      'COOKIE-HTTPONLY',
      'COOKIE-SAMESITE',
      'COOKIE-PREFIX',
      'COOKIE-HOSTPREFIX',
      'COOKIE-SECUREPREFIX',
      'COOKIE-DOMAIN',
    ],
    direct: { 'nist-800-53': ['SC-23'] },
  },
  { controls: ['COOKIE-SECURE', 'COOKIE-PREFIX', 'COOKIE-SECUREPREFIX'], direct: { asvs: ['v5.0.0-3.3.1'] } },
  { controls: ['COOKIE-SAMESITE'], direct: { asvs: ['v5.0.0-3.3.2'] } },
  { controls: ['COOKIE-PREFIX', 'COOKIE-HOSTPREFIX'], direct: { asvs: ['v5.0.0-3.3.3'] } },
  { controls: ['COOKIE-DOMAIN'], supporting: { asvs: ['v5.0.0-3.3.3'] } },
  { controls: ['COOKIE-HTTPONLY'], direct: { asvs: ['v5.0.0-3.3.4'] } },
  { controls: ['COOKIE-SIZE'], direct: { asvs: ['v5.0.0-3.3.5'] } },
  {
    controls: [
      'CORS-ALLOW',
      'CORS-CREDENTIALS',
      'CORS-VARY',
      'CORS-WILDCARD',
      'CORS-HOSTILE',
      'CORS-NULL',
      'CORS-LOOKALIKE',
      'CORS-SCHEME',
      'CORS-SPELLING',
      'CORS-LOCAL',
      'CORS-METHODS-02',
      'CORS-HEADERS-02',
      'CORS-BROWSER',
    ],
    supporting: {
      soc2: ['CC6.1', 'CC6.6'],
      'pci-dss': ['6.2.4'],
      gdpr: ['Art. 25(2)', 'Art. 32(1)(b)'],
      asvs: ['v5.0.0-3.4.2'],
      'nist-800-53': ['AC-3', 'AC-4', 'SC-7'],
      'iso-27001': ['A.8.3', 'A.8.26'],
    },
  },
  {
    controls: [
      'CORS-ALLOW',
      'CORS-WILDCARD',
      'CORS-HOSTILE',
      'CORS-NULL',
      'CORS-LOOKALIKE',
      'CORS-SCHEME',
      'CORS-SPELLING',
      'CORS-LOCAL',
      'CORS-BROWSER-02',
    ],
    direct: { asvs: ['v5.0.0-3.4.2'], 'nist-800-53': ['AC-4'] },
  },
  { controls: ['CORS-CREDENTIALS'], direct: { 'nist-800-53': ['AC-4'] } },
  {
    // Whether a request without preflight reaches the function behind it is not tried.
    controls: ['CORS-METHODS-02', 'CORS-HEADERS-02'],
    supporting: { asvs: ['v5.0.0-3.5.2', 'v5.0.0-4.1.4'] },
  },
];
