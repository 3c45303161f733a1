import type { Framework } from './framework.ts';

/** ISO/IEC 27001:2022, annex A. */
export const iso27001 = {
  id: 'iso-27001',
  name: 'ISO/IEC 27001',
  edition: '2022, annex A',
  source:
    'Ids checked against the titles in a secondary copy (intuitem/ciso-assistant-community, iso27001-2022). The text is copyright of ISO and IEC and is not reproduced.',
  statement:
    'Evidence, not a compliance verdict: a certificate is given by an accredited body for a management system, whose statement of applicability says which of these controls count. This run shows what the target answered on one day.',
  beyond: [
    'The management system itself (clauses 4 to 10): scope, risk treatment, audits, review, improvement.',
    'The statement of applicability: which of these controls the organisation has chosen, and why.',
    'Organisational, people and physical controls.',
    'How code is written, keys are kept and access rights are managed.',
  ],
  regularRuns: [
    { id: 'A.8.29', words: 'Security is tested during development and at acceptance' },
    { id: 'A.8.9', words: 'Configurations are checked against what was set down' },
    { id: 'A.5.36', words: "Adherence to the organisation's own rules is reviewed" },
    { id: 'A.8.8', words: 'Technical weaknesses are found and dealt with' },
  ],
  requirements: {
    'A.5.17': { words: 'How secrets for authentication are given out and kept' },
    'A.8.3': { words: 'Access to information only as far as the rules allow' },
    'A.8.4': { words: 'Source code is out of reach of those without rights' },
    'A.8.5': { words: 'Authentication that is hard to get round' },
    'A.8.6': { words: 'Resources are watched and fit the need' },
    'A.8.9': { words: 'Configurations are set down, kept and checked' },
    'A.8.11': { words: 'Sensitive data is hidden where it need not be seen' },
    'A.8.12': { words: 'Data does not leak' },
    'A.8.15': { words: 'Events are logged' },
    'A.8.16': { words: 'Systems are watched for odd behaviour' },
    'A.8.20': { words: 'Networks are secured' },
    'A.8.21': { words: 'Services on the network are secured as agreed' },
    'A.8.22': { words: 'Networks are kept apart' },
    'A.8.24': { words: 'Rules for cryptography and its keys are followed' },
    'A.8.26': { words: 'Security needs of applications are set down and met' },
    'A.8.28': { words: 'Code is written by principles of security' },
  },
} as const satisfies Framework;
