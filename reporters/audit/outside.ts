import { html, type Html } from './html.ts';
import { section } from './parts.ts';

/** What nobody can tell from outside, so that no reader takes silence for a pass. */
const UNSEEN: readonly (readonly [subject: string, why: string])[] = [
  [
    'Who has access',
    'Accounts, roles and reviews of the people who run the target; whether they use a second factor.',
  ],
  [
    'How keys are kept',
    'Where private keys and passwords are stored, who can read them, and how often they change.',
  ],
  [
    'What is encrypted at rest',
    'Disks, backups and copies of the database. Only a column that the profile names is looked at.',
  ],
  ['What is logged', 'Whether events are kept, for how long, and whether anybody is alarmed by them.'],
  ['How it is built', 'Source code, dependencies, reviews, the way from a commit to the running service.'],
  [
    'Who may do what inside',
    'Rights of a signed-in user on the data of another: that takes knowledge of the application.',
  ],
  [
    'Other ways in',
    'Addresses, ports and hosts that the profile does not name; networks that the run was not in.',
  ],
  ['Other times', 'What the target did before and does after the run, and what it answers to others.'],
  ['People and processes', 'Training, contracts, incident response, recovery, physical security.'],
];

/** What this report cannot say. */
export function outside(): Html {
  return section(
    'outside',
    'What cannot be judged from outside',
    html`<p>
        The suite sees what the target answers. The following it cannot see; a reviewer needs other evidence
        for it.
      </p>
      <ul class="outside">
        ${UNSEEN.map(([subject, why]) => html`<li><b>${subject}.</b> ${why}</li> `)}
      </ul> `,
  );
}
