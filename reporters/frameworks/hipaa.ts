import type { Framework } from './framework.ts';

/** HIPAA Security Rule: 45 CFR part 164, subpart C. */
export const hipaa = {
  id: 'hipaa',
  name: 'HIPAA Security Rule',
  edition: '45 CFR part 164, subpart C',
  source:
    'Ids checked against a secondary copy of the rule (ComplianceAsCode/content, hipaa.yml). Law of the United States.',
  statement:
    'Evidence, not a compliance verdict: the rule asks for administrative, physical and technical safeguards that fit the entity, and no certificate proves them. This run shows what the target answered on one day.',
  beyond: [
    'Whether the target holds electronic protected health information at all, and where else it flows.',
    'Risk analysis, sanctions, training, contingency plans and contracts with business associates.',
    'Physical safeguards: facilities, workstations, media.',
    'Unique user identification, emergency access and automatic logoff inside the application.',
    'The choice and the reasons where a specification is addressable.',
  ],
  regularRuns: [
    { id: '164.308(a)(8)', words: 'Periodic technical and other evaluation' },
    { id: '164.308(a)(1)(ii)(B)', words: 'Risk management: measures bring risks down to a reasonable level' },
  ],
  requirements: {
    '164.308(a)(1)(ii)(B)': { words: 'Risk management: measures bring risks down to a reasonable level' },
    '164.308(a)(1)(ii)(D)': { words: 'Records of activity are reviewed' },
    '164.308(a)(5)(ii)(C)': { words: 'Log-ins are monitored (addressable)' },
    '164.312(a)(1)': { words: 'Only those with rights reach the data' },
    '164.312(a)(2)(iv)': { words: 'Stored data is encrypted (addressable)' },
    '164.312(b)': { words: 'Activity in the systems is recorded and can be examined' },
    '164.312(c)(1)': { words: 'Data is protected against wrongful change or loss' },
    '164.312(d)': { words: 'Whoever asks for access is shown to be who they say' },
    '164.312(e)(1)': { words: 'Data is guarded while it travels' },
    '164.312(e)(2)(i)': { words: 'Change in transit is noticed (addressable)' },
    '164.312(e)(2)(ii)': { words: 'Data is encrypted in transit (addressable)' },
  },
} as const satisfies Framework;
