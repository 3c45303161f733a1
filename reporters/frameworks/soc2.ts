import type { Framework } from './framework.ts';

/** SOC 2: Trust Services Criteria of 2017, points of focus revised in 2022. */
export const soc2 = {
  id: 'soc2',
  name: 'SOC 2',
  edition: 'Trust Services Criteria 2017, revised points of focus 2022',
  source:
    'Ids checked against a secondary copy (intuitem/ciso-assistant-community, soc2_2017_with_rev_2022). The text is copyright of the AICPA and is not reproduced.',
  statement:
    'Evidence, not a compliance verdict: a SOC 2 opinion is given by an independent auditor, who judges the design of controls and, for type II, how they worked over a period. This run shows what the target answered on one day.',
  beyond: [
    'Whether controls worked over the whole period of a type II report: one run is one day.',
    'Policies, risk assessment, training, vendor management, change approval and incident response.',
    'Who holds access rights, how they are granted, reviewed and taken away.',
    'Physical security, backups and recovery.',
  ],
  regularRuns: [
    { id: 'CC4.1', words: 'Ongoing or separate evaluations show that controls work' },
    { id: 'CC4.2', words: 'Deficiencies are told to those who must act' },
    { id: 'CC7.1', words: 'Configuration changes that open vulnerabilities are detected' },
    { id: 'CC8.1', words: 'Changes are authorised, tested and approved' },
  ],
  requirements: {
    'A1.1': { words: 'Capacity and use are measured and managed' },
    'C1.1': { words: 'Confidential information is identified and kept so' },
    'CC6.1': { words: 'Logical access security over protected information' },
    'CC6.6': { words: 'Protection against threats from outside the boundary' },
    'CC6.7': { words: 'Transmission, movement and removal of information restricted and protected' },
    'CC6.8': { words: 'Unauthorised or malicious software prevented or detected' },
    'CC7.1': { words: 'Configuration changes that open vulnerabilities are detected' },
    'CC7.2': { words: 'Anomalies are monitored' },
    'CC7.3': { words: 'Security events are evaluated' },
  },
} as const satisfies Framework;
