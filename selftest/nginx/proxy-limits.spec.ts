import { expect, test } from '@playwright/test';
import { controlIds } from '../../controls/index.ts';
import type { Change } from '../../stack/native/fill-in.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import { stagingWith } from '../../stack/native/staging.ts';
import { judgedTogether } from '../native/judged.ts';

const missing = missingNginx();

/** Ways around a limit, and connections. */
const CONTROLS = controlIds.filter((id) => /^RATE-(BYPASS|CONNECTIONS)-/.test(id));

// One route that nginx alone limits, and one that it does not.
const PROFILE = `name: rounds
routes:
  home: { kind: page, path: /, status: 200 }
  health: { kind: api, path: /health, status: 200 }
  analyze: { kind: api, method: POST, path: /analyze, status: 200 }
rateLimits:
  routes:
    health: { limit: 30, windowSeconds: 60, burst: 2, algorithm: leaky-bucket }
  connections: 10
`;

/** Changes to the conforming configuration that limit /health and connections. */
function limiting(key: string, connections = '$binary_remote_addr', most = 10, more = ''): Change[] {
  return [
    [
      '  client_max_body_size 1m;',
      `  client_max_body_size 1m;
  limit_req_zone ${key} zone=health:1m rate=30r/m;
  limit_req_status 429;
  limit_conn_zone ${connections} zone=open:1m;
  ${more}`,
    ],
    ['    server_name localhost;\n\n', `    server_name localhost;\n    limit_conn open ${most};\n\n`],
    [
      '    location = /login {',
      `    location = /health {
      limit_req zone=health burst=2 nodelay;
      proxy_pass http://127.0.0.1:{upstreamPort};
    }
    location = /login {`,
    ],
  ];
}

const ADDRESS = '$binary_remote_addr';

/** Configurations, and the controls that must tell of them. */
const CONFIGURATIONS: Readonly<
  Record<string, readonly [changes: readonly Change[], fails: readonly string[]]>
> = {
  'limits by address': [limiting(ADDRESS), []],
  'a limit by the X-Forwarded-For of the client': [
    limiting('$http_x_forwarded_for'),
    ['RATE-BYPASS-01 fail'],
  ],
  'an X-Forwarded-For that is believed from anybody': [
    limiting(ADDRESS, ADDRESS, 10, 'set_real_ip_from 0.0.0.0/0; real_ip_header X-Forwarded-For;'),
    ['RATE-BYPASS-01 fail'],
  ],
  'an X-Real-IP that is believed from anybody': [
    limiting(ADDRESS, ADDRESS, 10, 'set_real_ip_from 0.0.0.0/0; real_ip_header X-Real-IP;'),
    ['RATE-BYPASS-02 fail'],
  ],
  'a limit by address and request target': [
    limiting('$binary_remote_addr$request_uri'),
    ['RATE-BYPASS-03 fail'],
  ],
  'eleven connections': [limiting(ADDRESS, ADDRESS, 11), ['RATE-CONNECTIONS-01 fail']],
  'nine connections': [limiting(ADDRESS, ADDRESS, 9), ['RATE-CONNECTIONS-01 fail']],
  'ten connections for all clients together': [
    limiting(ADDRESS, '$server_name'),
    ['RATE-CONNECTIONS-01 fail'],
  ],
  'no limit of connections': [limiting(ADDRESS, '$http_x_nobody'), ['RATE-CONNECTIONS-01 fail']],
};

const judged = judgedTogether(
  Object.fromEntries(
    Object.entries(CONFIGURATIONS).map(([name, [changes]]) => [
      name,
      {
        starter: stagingWith(changes),
        profile: 'rounds',
        files: { 'profiles/rounds.yaml': PROFILE },
        families: CONTROLS,
      },
    ]),
  ),
);

test.describe('A real nginx with', () => {
  test.describe.configure({ mode: 'default', timeout: 300_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  for (const [name, [, fails]] of Object.entries(CONFIGURATIONS)) {
    test(`${name} gets the verdicts that it deserves`, async () => {
      const { findings, passed, ended } = await judged(name);
      expect(findings, ended.stdout + ended.stderr).toEqual(fails);
      expect(passed).toBe(CONTROLS.length - fails.length);
    });
  }
});
