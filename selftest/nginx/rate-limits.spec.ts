import { expect, test } from '@playwright/test';
import type { Change } from '../../stack/native/fill-in.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import { stagingWith } from '../../stack/native/staging.ts';
import { RATE_CONTROLS, rateVerdicts, ratesProfile } from '../runs/rate-judgement.ts';
import { judgedTogether } from '../native/judged.ts';

const missing = missingNginx();

// Half a request a second and two more, so that a budget is back after two seconds.
const DECLARED = '{ limit: 30, windowSeconds: 60, burst: 2, algorithm: leaky-bucket }';
const KEYED =
  '{ limit: 30, windowSeconds: 60, burst: 2, algorithm: leaky-bucket, key: { header: X-API-Key } }';

/** Changes to the conforming configuration that limit the login. */
function limiting(zone: string, use: string, status = 'limit_req_status 429;'): Change[] {
  return [
    ['  client_max_body_size 1m;', `  client_max_body_size 1m;\n  limit_req_zone ${zone};\n  ${status}`],
    ['location = /login {', `location = /login {\n      ${use}`],
  ];
}

const ADDRESS = '$binary_remote_addr zone=login:1m rate=30r/m';
const USE = 'limit_req zone=login burst=2 nodelay;';

/** What a limit_req that keeps the profile gets. */
const KEPT = {
  'LIMIT-01': 'pass',
  'STATUS-01': 'pass',
  'DELAY-01': 'pass',
  'CLIENTS-01': 'pass',
  'EXEMPT-01': 'pass',
  'WORK-01': 'pass',
  'ROUTES-01': 'not-evaluated',
  'RECOVERY-01': 'pass',
  'RECOVERY-02': 'pass',
};

/** A location that puts a Retry-After on refusals. */
const RETRY_AFTER: Change = [
  '    location = /login {',
  '    location @limited {\n      add_header Retry-After 2 always;\n      return 429;\n    }\n    location = /login {',
];

/** Configurations of limit_req, and what the controls make of them. */
const CONFIGURATIONS: Readonly<
  Record<
    string,
    readonly [
      changes: readonly Change[],
      verdicts: Readonly<Record<string, string>>,
      profile?: { readonly limit?: string; readonly fields?: string },
    ]
  >
> = {
  'limit_req with nodelay': [limiting(ADDRESS, USE), KEPT],
  'limit_req, which sends no Retry-After,': [
    limiting(ADDRESS, USE),
    { ...KEPT, 'RETRY-01': 'fail', 'RETRY-02': 'not-evaluated' },
    { fields: '[retry-after]' },
  ],
  'limit_req and a Retry-After of its own': [
    [...limiting(ADDRESS, `${USE}\n      error_page 429 = @limited;`), RETRY_AFTER],
    { ...KEPT, 'RETRY-01': 'pass', 'RETRY-02': 'pass' },
    { fields: '[retry-after]' },
  ],
  'limit_req without limit_req_status': [limiting(ADDRESS, USE, ''), { ...KEPT, 'STATUS-01': 'fail' }],
  'limit_req without nodelay': [
    limiting(ADDRESS, 'limit_req zone=login burst=2;'),
    { 'DELAY-01': 'fail', 'EXEMPT-01': 'pass', 'LIMIT-01': 'not-evaluated', 'STATUS-01': 'not-evaluated' },
  ],
  'a burst that is larger': [
    limiting(ADDRESS, 'limit_req zone=login burst=3 nodelay;'),
    { ...KEPT, 'LIMIT-01': 'fail' },
  ],
  'twice the rate': [
    limiting('$binary_remote_addr zone=login:1m rate=60r/m', USE),
    { ...KEPT, 'RECOVERY-01': 'fail' },
  ],
  'half the rate': [
    limiting('$binary_remote_addr zone=login:1m rate=15r/m', USE),
    { ...KEPT, 'RECOVERY-02': 'fail' },
  ],
  'one zone for all clients': [
    limiting('$server_name zone=login:1m rate=30r/m', USE),
    // The next worker finds the zone full.
    { 'CLIENTS-01': 'fail', 'STATUS-01': 'pass' },
  ],
  'a key in a header': [limiting('$http_x_api_key zone=login:1m rate=30r/m', USE), KEPT, { limit: KEYED }],
  'the address instead of a key in a header': [
    limiting(ADDRESS, USE),
    { ...KEPT, 'CLIENTS-01': 'fail' },
    { limit: KEYED },
  ],
  // Rewriting comes before limiting, so a location that only returns is never limited.
  'limit_req where nothing is proxied': [
    [
      ['  client_max_body_size 1m;', `  client_max_body_size 1m;\n  limit_req_zone ${ADDRESS};`],
      [
        'location = /login {\n      proxy_pass',
        `location = /login {\n      ${USE}\n      return 200;\n      proxy_pass`,
      ],
    ],
    { 'LIMIT-01': 'fail', 'DELAY-01': 'pass', 'EXEMPT-01': 'pass', 'STATUS-01': 'not-evaluated' },
  ],
  'limit_req for the whole server': [
    [
      ...limiting(ADDRESS, USE),
      [
        '    server_name localhost;\n\n',
        `    server_name localhost;\n    limit_req zone=login burst=2 nodelay;\n\n`,
      ],
    ],
    { ...KEPT, 'EXEMPT-01': 'fail' },
  ],
};

const judged = judgedTogether(
  Object.fromEntries(
    Object.entries(CONFIGURATIONS).map(([name, [changes, , { limit = DECLARED, fields } = {}]]) => [
      name,
      {
        starter: stagingWith(changes),
        profile: 'rates',
        files: { 'profiles/rates.yaml': ratesProfile(limit, fields) },
        families: RATE_CONTROLS,
      },
    ]),
  ),
);

test.describe('A real nginx with', () => {
  test.describe.configure({ mode: 'default', timeout: 300_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  for (const [name, [, verdicts]] of Object.entries(CONFIGURATIONS)) {
    test(`${name} gets the verdicts that it deserves`, async () => {
      const { run, ended } = await judged(name);
      expect(rateVerdicts(run), ended.stdout + ended.stderr).toMatchObject(verdicts);
    });
  }
});
