import type { Framework } from './framework.ts';

/** PCI DSS 4.0.1. */
export const pciDss = {
  id: 'pci-dss',
  name: 'PCI DSS',
  edition: '4.0.1',
  source:
    'Ids checked against secondary copies (ComplianceAsCode/content, pcidss_4.yml; intuitem/ciso-assistant-community, pcidss-4_0). The text is copyright of PCI SSC and is not reproduced.',
  statement:
    'Evidence, not a compliance verdict: compliance is stated in a report or a self-assessment by those entitled to, and network scans by an approved vendor are another matter. This run shows what the target answered on one day.',
  beyond: [
    'Whether the target belongs to the cardholder data environment, and how that is separated.',
    'Key management, and how stored account data is protected beyond the columns that were looked at.',
    'Lockout of a user id after bad log-ins: a limit per address or route is another fact.',
    'The inventory and approval of scripts on payment pages, and the alerts on their change.',
    'Vulnerability scans by an approved vendor, penetration tests, patching, malware protection, physical access, policies.',
  ],
  regularRuns: [
    { id: '6.4.1', words: 'Public web applications are reviewed, or protected, against known attacks' },
    { id: '6.5.1', words: 'Changes of production follow a procedure with security tests and approval' },
    {
      id: '11.6.1',
      words:
        'Unapproved change of security fields, as the browser gets them, is noticed; the alert has to exist beside it',
    },
    { id: '12.3.3', words: 'Cipher suites and protocols in use are listed and reviewed yearly' },
  ],
  requirements: {
    '1.4.4': {
      words: 'Systems that store cardholder data are not reachable straight from untrusted networks',
    },
    '2.2.4': { words: 'Only needed services, protocols and functions are on' },
    '2.2.5': { words: 'Any insecure service left is justified and its risk reduced' },
    '2.2.6': { words: 'Security parameters are set to prevent misuse' },
    '2.2.7': { words: 'Administration over the network is strongly encrypted' },
    '3.5.1': { words: 'Stored card numbers cannot be read' },
    '3.6.1': { words: 'Procedures protect the keys that protect stored account data' },
    '4.2.1': {
      words:
        'Card numbers on open networks: certificates trusted, valid and not revoked; secure versions alone; no fallback',
    },
    '4.2.1.1': { words: 'An inventory of trusted keys and certificates' },
    '6.2.4': { words: 'Development practice prevents common attacks' },
    '6.4.2': { words: 'An automated solution detects and blocks or alerts on web attacks' },
    '6.4.3': { words: 'Scripts on payment pages are approved, checked for integrity and listed' },
    '8.3.2': { words: 'Authentication factors are unreadable in transit and at rest' },
    '8.3.4': {
      words:
        'After at most ten bad log-ins a user id is locked for half an hour or until identity is confirmed',
    },
    '8.6.2': { words: 'No passwords of accounts that can log in stand in code or files' },
    '10.2.1': { words: 'Audit logs are on for all components and cardholder data' },
    '10.2.1.1': { words: 'Every individual access to cardholder data is logged' },
    '10.2.1.2': { words: 'Every action with administrative access is logged' },
    '10.2.1.7': { words: 'Creation and deletion of system-level objects is logged' },
    '10.2.2': { words: 'Log entries carry user, type, time, outcome, origin and what was affected' },
    '11.6.1': {
      words:
        'Unapproved change of security fields and scripts of payment pages, as the browser gets them, raises an alert',
    },
    '12.3.3': { words: 'Cipher suites and protocols in use are listed and reviewed yearly' },
  },
} as const satisfies Framework;
