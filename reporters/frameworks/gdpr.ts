import type { Framework } from './framework.ts';

/** GDPR: Regulation (EU) 2016/679. */
export const gdpr = {
  id: 'gdpr',
  name: 'GDPR',
  edition: 'Regulation (EU) 2016/679',
  source:
    'Ids checked against a secondary copy of the regulation (intuitem/ciso-assistant-community, gdpr.yaml). Law of the European Union.',
  statement:
    'Evidence, not a compliance verdict: the regulation asks for measures that fit the risk, and a supervisory authority or a court judges that. This run shows what the target answered on one day.',
  beyond: [
    'Lawfulness, purposes, consent, information of data subjects and their rights.',
    'Which personal data there is, how long it is kept, and to whom it goes.',
    'Whether the measures are appropriate to the risk: that is the judgement of the controller.',
    'Contracts with processors, transfers to third countries, impact assessments, notification of breaches.',
  ],
  regularRuns: [
    { id: 'Art. 32(1)(d)', words: 'Measures are tested and evaluated regularly' },
    { id: 'Art. 5(2)', words: 'The controller can show that it complies' },
  ],
  requirements: {
    'Art. 5(1)(c)': { words: 'No more personal data than needed' },
    'Art. 5(2)': { words: 'The controller can show that it complies' },
    'Art. 25(1)': { words: 'Protection by design' },
    'Art. 25(2)': { words: 'Protection by default' },
    'Art. 32(1)(a)': { words: 'Pseudonyms and encryption, where appropriate' },
    'Art. 32(1)(b)': { words: 'Lasting confidentiality, integrity, availability and resilience' },
    'Art. 32(1)(d)': { words: 'Measures are tested and evaluated regularly' },
    'Art. 33(5)': { words: 'Breaches are documented' },
  },
} as const satisfies Framework;
