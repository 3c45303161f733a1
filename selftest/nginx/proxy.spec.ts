import { expect, test } from '@playwright/test';
import type { Change } from '../../stack/native/fill-in.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import { stagingWith } from '../../stack/native/staging.ts';
import { runOf, runSuite, statuses } from '../runs/run-suite.ts';
import { onEngines } from '../native/judged.ts';

const missing = missingNginx();

const profile = (forwardedFor: string) => `name: proxied
routes:
  home: { kind: page, path: /, status: 200 }
  echo: { kind: echo, path: /echo, status: 200 }
proxy:
  forwardedFor: ${forwardedFor}
  forwardedProto: true
  realIp: true
  forwardedHost: true
  forwarded: true
  identityFields: [X-Client-Cert, X-Remote-User]
`;

/** The controls of the family that do not pass. */
async function failing(changes: readonly Change[], forwardedFor: string): Promise<readonly string[]> {
  const ended = await onEngines(stagingWith(changes), (env) =>
    runSuite({
      files: { 'profiles/proxied.yaml': profile(forwardedFor) },
      args: ['--project=proxied', '--grep', '@proxy'],
      env,
    }),
  );
  const all = Object.entries(statuses(runOf(ended, 'proxied'))).filter(([id]) => id.startsWith('PROXY-'));
  expect(all, ended.stdout + ended.stderr).toHaveLength(10);
  return all.filter(([, status]) => status !== 'pass').map(([id, status]) => `${id} ${status}`);
}

const without = (line: string): readonly Change[] => [[`    ${line}\n`, '']];

const APPENDED: readonly Change[] = [
  ['X-Forwarded-For $remote_addr;', 'X-Forwarded-For $proxy_add_x_forwarded_for;'],
];

/** Mistakes in what nginx tells the application, and the controls that must tell of them. */
const MISTAKES: Readonly<Record<string, readonly [changes: readonly Change[], fails: readonly string[]]>> = {
  'an appended X-Forwarded-For': [APPENDED, ['PROXY-FOR-02 fail']],
  'no X-Forwarded-For': [
    without('proxy_set_header X-Forwarded-For $remote_addr;'),
    ['PROXY-FOR-01 fail', 'PROXY-FOR-02 fail'],
  ],
  'the address of the server in X-Forwarded-For': [
    [['X-Forwarded-For $remote_addr;', 'X-Forwarded-For $server_addr;']],
    ['PROXY-FOR-01 fail'],
  ],
  'no X-Forwarded-Proto': [without('proxy_set_header X-Forwarded-Proto $scheme;'), ['PROXY-PROTO-01 fail']],
  'no X-Real-IP': [without('proxy_set_header X-Real-IP $remote_addr;'), ['PROXY-REALIP-01 fail']],
  'the X-Forwarded-Host of the client': [
    without('proxy_set_header X-Forwarded-Host $host;'),
    ['PROXY-HOST-01 fail'],
  ],
  'the Forwarded of the client': [without('proxy_set_header Forwarded "";'), ['PROXY-FORWARDED-01 fail']],
  'the X-Client-Cert of the client': [
    without('proxy_set_header X-Client-Cert "";'),
    ['PROXY-IDENTITY-01 fail'],
  ],
  'underscores in field names': [
    [['  server_tokens off;', '  server_tokens off;\n  underscores_in_headers on;']],
    ['PROXY-IDENTITY-01 fail'],
  ],
  'the Proxy-Authorization of the client': [
    without('proxy_set_header Proxy-Authorization "";'),
    ['PROXY-HOP-01 fail'],
  ],
  'any Connection of the client': [[['"^(close|keep-alive)?$"', '"^.*$"']], ['PROXY-HOP-02 fail']],
  // The recipe for WebSockets, in a location that serves none.
  'the Upgrade of the client': [
    [
      [
        '    proxy_set_header Trailer "";',
        '    proxy_set_header Trailer "";\n    proxy_http_version 1.1;\n    proxy_set_header Upgrade $http_upgrade;',
      ],
    ],
    ['PROXY-HOP-01 fail'],
  ],
};

test.describe('A real nginx in front of an application', () => {
  // After each control that fails Playwright begins with a new worker.
  test.describe.configure({ timeout: 120_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  test('that tells it the truth is green', async () => {
    expect(await failing([], 'replace')).toEqual([]);
  });

  test('that appends to X-Forwarded-For is green where the profile says so', async () => {
    expect(await failing(APPENDED, 'append')).toEqual([]);
  });

  for (const [mistake, [changes, fails]] of Object.entries(MISTAKES)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      expect(await failing(changes, 'replace')).toEqual(fails);
    });
  }
});
