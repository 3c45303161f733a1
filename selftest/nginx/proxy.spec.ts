import { expect, test } from '@playwright/test';
import type { Change } from '../../stack/native/fill-in.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import { stagingWith } from '../../stack/native/staging.ts';
import { judgedTogether, type Case } from '../native/judged.ts';

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

function held(changes: readonly Change[], forwardedFor: string): Case {
  return {
    starter: stagingWith(changes),
    profile: 'proxied',
    files: { 'profiles/proxied.yaml': profile(forwardedFor) },
    families: ['proxy'],
  };
}

const GREEN = 'the truth';
const APPENDING = 'an appended X-Forwarded-For that the profile asks for';

const judged = judgedTogether({
  [GREEN]: held([], 'replace'),
  [APPENDING]: held(APPENDED, 'append'),
  ...Object.fromEntries(
    Object.entries(MISTAKES).map(([mistake, [changes]]) => [mistake, held(changes, 'replace')]),
  ),
});

test.describe('A real nginx in front of an application', () => {
  test.describe.configure({ mode: 'default', timeout: 300_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  for (const name of [GREEN, APPENDING]) {
    test(`with ${name} is green`, async () => {
      const { findings, passed, ended } = await judged(name);
      expect(findings, ended.stdout + ended.stderr).toEqual([]);
      expect(passed).toBe(10);
    });
  }

  for (const [mistake, [, fails]] of Object.entries(MISTAKES)) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const { findings, passed, ended } = await judged(mistake);
      expect(findings, ended.stdout + ended.stderr).toEqual(fails);
      expect(passed).toBe(10 - fails.length);
    });
  }
});
