import { expect, test } from '@playwright/test';
import type { ControlId } from '../../controls/index.ts';
import type { Change } from '../../stack/native/fill-in.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import { stagingWith } from '../../stack/native/staging.ts';
import { BODY_FAMILIES, BODY_PROFILE } from '../runs/body-judgement.ts';
import { judgedTogether } from '../native/judged.ts';

const missing = missingNginx();

const LIMIT = 'client_max_body_size 1m;';

/** What is changed in a configuration that limits bodies to 1 MiB, and the controls that must tell of it. */
const configurations: Readonly<Record<string, { changes: readonly Change[]; fails: readonly ControlId[] }>> =
  {
    'client_max_body_size at the limit': { changes: [], fails: [] },
    'client_max_body_size a kilobyte too high': {
      changes: [[LIMIT, 'client_max_body_size 1025k;']],
      fails: ['BODY-CHUNKED-01', 'BODY-H2-01', 'BODY-LIMIT-01'],
    },
    'client_max_body_size a kilobyte too low': {
      changes: [[LIMIT, 'client_max_body_size 1023k;']],
      fails: ['BODY-CHUNKED-01', 'BODY-H2-01', 'BODY-LIMIT-01'],
    },
    'client_max_body_size off': {
      changes: [[LIMIT, 'client_max_body_size 0;']],
      fails: [
        'BODY-CHUNKED-01',
        'BODY-CONNECTION-01',
        'BODY-EXPECT-01',
        'BODY-H2-01',
        'BODY-LENGTH-02',
        'BODY-LIMIT-01',
      ],
    },
    // What has no Content-Length is counted as it is read, and nothing reads it here.
    'an answer that does not wait for the body': {
      changes: [['location / {', 'location = /analyze {\n      return 200 "{}";\n    }\n    location / {']],
      fails: ['BODY-CHUNKED-01', 'BODY-H2-01'],
    },
    // The application behind it reads 16 KiB of a head and answers 431 beyond.
    'buffers for any head': {
      changes: [[LIMIT, `${LIMIT}\n  large_client_header_buffers 16 32k;`]],
      fails: [],
    },
  };

const judged = judgedTogether(
  Object.fromEntries(
    Object.entries(configurations).map(([name, { changes }]) => [
      name,
      {
        starter: stagingWith(changes),
        profile: 'bodies',
        files: { 'profiles/bodies.yaml': BODY_PROFILE },
        families: BODY_FAMILIES,
      },
    ]),
  ),
);

test.describe('A hand-written nginx with', () => {
  test.describe.configure({ mode: 'default', timeout: 300_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  for (const [name, { fails }] of Object.entries(configurations)) {
    test(`${name} gets the verdicts that it deserves`, async () => {
      const { findings, passed, ended } = await judged(name);
      expect(findings, ended.stdout + ended.stderr).toEqual(fails.map((id) => `${id} fail`));
      expect(passed).toBeGreaterThan(0);
    });
  }
});
