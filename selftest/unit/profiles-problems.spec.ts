import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import { loadProfile, ProfileError } from '../../profiles/index.ts';

/** Writes files into the test's own folder, loads the first one and returns the lines of the error. */
function problemsOf(files: Record<string, string>, knownControls?: readonly string[]): string[] {
  const folder = test.info().outputPath('profiles');
  for (const [name, text] of Object.entries(files)) {
    const file = `${folder}/${name}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  try {
    loadProfile(`${folder}/${Object.keys(files)[0] ?? ''}`, knownControls);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return error.message.replaceAll(`${relative(process.cwd(), folder)}/`, '').split('\n');
  }
  return [];
}

const cases: Record<string, { lines: string[]; problems: string[] }> = {
  'an unknown key': {
    lines: ['name: x', 'headers:', '  hsts:', '    maxAge: { min: 1 }', '    includeSubdomains: true'],
    problems: [
      'x.yaml:5:5 unknown key "includeSubdomains" in headers.hsts; did you mean "includeSubDomains"?',
    ],
  },
  'an unknown key at the top': {
    lines: ['name: x', 'header: {}'],
    problems: ['x.yaml:2:1 unknown key "header"; did you mean "headers"?'],
  },
  'an unknown key that resembles none': {
    lines: [
      'name: x',
      'redirects: { status: [301], maxHops: 1, api: refuse, q: 1 }',
      'routes:',
      '  a: { kind: api, path: /, status: 200 }',
    ],
    problems: ['x.yaml:2:54 unknown key "q" in redirects; known are status, maxHops, api, acmeChallenge'],
  },
  'a key without colon': {
    lines: ['name: x', 'headers: { hsts }'],
    problems: ['x.yaml:2:12 headers.hsts is empty, and there is no inherited entry that it could remove'],
  },
  'a wrong type': {
    lines: ['name: x', 'target: { timeoutMs: fast }'],
    problems: ['x.yaml:2:22 target.timeoutMs must be an integer, not "fast"'],
  },
  'a latency budget of nothing': {
    lines: [
      'name: x',
      'routes: { health: { kind: api, path: /health, status: 200 } }',
      'latency:',
      '  route: health',
      '  overhead:',
      '    tls: { p50: { milliseconds: 0 }, p95: { ratio: 1 } }',
      '    edge: { p50: { milliseconds: 1 } }',
      '    headers: { p50: {}, p95: { ratio: 2 } }',
    ],
    problems: [
      'x.yaml:6:33 latency.overhead.tls.p50.milliseconds must be more than 0, not 0',
      'x.yaml:6:52 latency.overhead.tls.p95.ratio must be more than 1, not 1',
      'x.yaml:7:5 latency.overhead.edge lacks "p95"',
      'x.yaml:8:16 latency.overhead.headers.p50 must not be empty',
    ],
  },
  'a map where a list is due': {
    lines: ['name: x', 'tls:', '  versions:', '    required: { TLSv1.3: true }', '    refused: []'],
    problems: ['x.yaml:4:5 tls.versions.required must be a list, not a map'],
  },
  'a TLS policy that nobody has published': {
    lines: ['name: x', 'tls:', '  policy: 6.0 old'],
    problems: [
      'x.yaml:3:11 tls.policy "6.0 old" is not known: there are 5.7 modern, 5.7 intermediate, 5.7 old, 5.8 modern, 5.8 intermediate, 5.8 old, 6.0 modern, 6.0 intermediate',
    ],
  },
  'a number out of bounds': {
    lines: [
      'name: x',
      'target: { timeoutMs: 5 }',
      'redirects: { status: [200, 401], maxHops: 1, api: refuse }',
    ],
    problems: [
      'x.yaml:2:22 target.timeoutMs must be at least 100, not 5',
      'x.yaml:3:23 redirects.status[0] must be at least 300, not 200',
      'x.yaml:3:28 redirects.status[1] must be at most 399, not 401',
    ],
  },
  'a word that is not known': {
    lines: ['name: x', 'stack: nativ'],
    problems: ['x.yaml:2:8 stack cannot be "nativ"; did you mean "native"?'],
  },
  'a number where a word is due': {
    lines: ['name: x', 'stack: 5'],
    problems: ['x.yaml:2:8 stack must be a string, not 5'],
  },
  'a path without slash': {
    lines: ['name: x', 'routes:', '  a: { kind: page, path: health, status: 200 }'],
    problems: ['x.yaml:3:26 routes.a.path must be written like /health, not "health"'],
  },
  'a missing key': {
    lines: ['name: x', 'routes:', '  a/b:', '    kind: page', '    path: /'],
    problems: ['x.yaml:3:3 routes.a/b lacks "status"'],
  },
  'a missing name': {
    lines: ['stack: embedded'],
    problems: ['x.yaml:1:1 the profile lacks "name"'],
  },
  'an expectation with two alternatives': {
    lines: ['name: x', 'headers:', '  server: { value: Unknown, absent: true }'],
    problems: ['x.yaml:3:3 headers.server takes only one of "value", "oneOf", "absent"'],
  },
  'an expectation with a mistyped alternative': {
    lines: ['name: x', 'headers:', '  server: { abesnt: true }'],
    problems: ['x.yaml:3:13 unknown key "abesnt" in headers.server; did you mean "absent"?'],
  },
  'an expectation that is a plain value': {
    lines: ['name: x', 'headers:', '  server: Unknown', 'exposure: { canary: false }'],
    problems: [
      'x.yaml:3:11 headers.server must be a map with one of "value", "oneOf", "absent", not "Unknown"',
      'x.yaml:4:21 exposure.canary must be true, not false',
    ],
  },
  'an expectation that is a list, and an empty one': {
    lines: ['name: x', 'headers:', '  server: [Unknown]', '  hsts: {}'],
    problems: [
      'x.yaml:3:3 headers.server must be a map with one of "value", "oneOf", "absent", not a list',
      'x.yaml:4:3 headers.hsts lacks one of "maxAge", "absent"',
    ],
  },
  'absent that is not true, and an empty choice': {
    lines: ['name: x', 'headers:', '  hsts: { absent: false }', '  server: { oneOf: [] }'],
    problems: [
      'x.yaml:3:19 headers.hsts.absent must be true, not false',
      'x.yaml:4:13 headers.server.oneOf must not be empty',
    ],
  },
  'HSTS without max-age': {
    lines: ['name: x', 'headers:', '  hsts: { preload: true }'],
    problems: ['x.yaml:3:3 headers.hsts lacks "maxAge"'],
  },
  'a canary in plain text': {
    lines: ['name: x', 'exposure: { canary: tweet }'],
    problems: ['x.yaml:2:21 exposure.canary must be written like ${env:CANARY}, not "tweet"'],
  },
  'a canary of another type': {
    lines: ['name: x', 'exposure: { canary: 5 }'],
    problems: ['x.yaml:2:21 exposure.canary must be true or a string, not 5'],
  },
  'a duplicate key, beside other problems': {
    lines: ['name: x', 'stack: native', 'stack: docker'],
    problems: [
      'x.yaml:3:1 duplicate key "stack"',
      'x.yaml:3:8 stack cannot be "docker"; known are embedded, native, compose',
    ],
  },
  'an alias': {
    lines: ['name: &n x', 'description: *n'],
    problems: ['x.yaml:2:14 aliases are not supported; use extends'],
  },
  'a YAML syntax error': {
    lines: ['name: x', 'stack: [native'],
    problems: [
      'x.yaml:2:15 invalid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
  },
  'an empty file': { lines: ['# nothing yet'], problems: ['x.yaml:1:1 the file is empty'] },
  'a list': { lines: ['- name: x'], problems: ['x.yaml:1:1 a profile must be a map of keys'] },
  "a name that is not the file's": {
    lines: ['stack: native', 'name: y'],
    problems: ['x.yaml:2:1 name must be "x", like the file, not "y"'],
  },
  'a rate limit of an unknown route': {
    lines: [
      'name: x',
      'rateLimits:',
      '  routes: { logn: { limit: 5, windowSeconds: 60 } }',
      '  exempt: [logins]',
      'routes:',
      '  login: { kind: login, path: /login, status: 200 }',
    ],
    problems: [
      'x.yaml:3:13 rateLimits.routes names the unknown route "logn"; did you mean "login"?',
      'x.yaml:4:12 rateLimits.exempt names the unknown route "logins"; did you mean "login"?',
    ],
  },
  'a missing parent': {
    lines: ['name: x', 'extends: ./base/none.yaml'],
    problems: ['x.yaml:2:10 extends names "./base/none.yaml", which does not exist'],
  },
  'a parent that is no path': {
    lines: ['name: x', 'extends: [5]'],
    problems: ['x.yaml:2:11 extends must be a path or a list of paths'],
  },
};

test.describe('A profile is refused for', () => {
  for (const [what, { lines, problems }] of Object.entries(cases)) {
    test(what, () => {
      expect(problemsOf({ 'x.yaml': lines.join('\n') })).toEqual(problems);
    });
  }

  test('a file that is missing', () => {
    expect(() => loadProfile('profiles/none.yaml')).toThrow(/^profiles\/none\.yaml:1:1 no such file$/);
  });

  test('a cycle in extends', () => {
    const files = {
      'a.yaml': 'extends: ./b.yaml\nname: a',
      'b.yaml': 'name: b\nextends: [c.yaml, ./a.yaml]',
      'c.yaml': 'name: c',
    };
    expect(problemsOf(files)).toEqual(['b.yaml:2:19 extends makes a cycle: a.yaml → b.yaml → a.yaml']);
  });

  test('a mistake in what it extends, shown where it was written', () => {
    const files = {
      'x.yaml': 'extends: ./base/y.yaml\nname: x\nheaders:\n  hsts: { maxAge: { min: 1 } }\n  sever: null',
      'base/y.yaml': 'name: y\ntarget: { timeoutMs: fast }',
    };
    expect(problemsOf(files)).toEqual([
      'base/y.yaml:2:22 target.timeoutMs must be an integer, not "fast"',
      'x.yaml:5:3 unknown key "sever" in headers; did you mean "server"?',
    ]);
  });

  const waiver = ['reason: old client', 'owner: web', 'approver: security', 'ticket: SEC-1'];

  for (const day of ['soon', '2026-02-30', '2026-1-1']) {
    test(`a waiver that expires on ${day}`, () => {
      const text = [
        'name: x',
        'waivers:',
        '  - control: HDR-HSTS-01',
        ...waiver.map((line) => `    ${line}`),
        `    expires: ${day}`,
      ];
      expect(problemsOf({ 'x.yaml': text.join('\n') })).toEqual([
        `x.yaml:8:14 waivers[0].expires must be a date such as 2026-12-31, not "${day}"`,
      ]);
    });
  }

  test('a waiver of an unknown control', () => {
    const text = `name: x\nwaivers:\n  - { control: HDR-HST-01, ${waiver.join(', ')}, expires: 2026-12-31 }`;
    expect(problemsOf({ 'x.yaml': text }, ['HDR-HSTS-01', 'TLS-VERSION-01'])).toEqual([
      'x.yaml:3:16 waivers[0] names the unknown control "HDR-HST-01"; did you mean "HDR-HSTS-01"?',
    ]);
    expect(problemsOf({ 'x.yaml': text }, ['HDR-HST-01'])).toEqual([]);
  });
});

test('A profile error carries no stack of functions', () => {
  const error = new ProfileError([
    { at: { file: `${process.cwd()}/profiles/x.yaml`, line: 1, column: 2 }, message: 'm' },
  ]);
  expect(error.stack).toBe('profiles/x.yaml:1:2 m');
});
