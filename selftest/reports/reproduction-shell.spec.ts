import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Evidence } from '../../controls/index.ts';
import { reproductionOf } from '../../reporters/reproduction.ts';
import { printed, quoted } from '../../reporters/reproduction/shell.ts';
import type { ControlResult } from '../../reporters/run.ts';
import { controlIn } from '../runs/run-suite.ts';
import { runWith } from './runs.ts';

/** What breaks out of quotes that are not closed properly, and what a shell would expand. */
const PIECES = [
  ...Array.from(`'"\`$\\!#&*()[]{}<>|;~?%-= @:/,.^_+`),
  'x',
  '7',
  "'\\''",
  "'; touch canary; '",
  '$(touch canary)',
  '`touch canary`',
  '${IFS}',
  '\\',
  '%s%n',
  '-o canary',
  '@/etc/passwd',
];

/** Texts of the pieces, the same in every execution: xorshift32, Marsaglia 2003. */
function* hostile(count: number, pieces: readonly string[] = PIECES): Generator<string> {
  let state = 20_261_122;
  const next = (below: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.abs(state) % below;
  };
  for (let index = 0; index < count; index++) {
    yield Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)]).join('');
  }
}

/** What a shell that runs in the folder of the test writes. */
function shell(script: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  const cwd = test.info().outputPath('.');
  return execFileSync('sh', ['-c', script], { cwd, encoding, timeout: 10_000, maxBuffer: 64 * 1024 * 1024 });
}

function canary(): boolean {
  return existsSync(test.info().outputPath('canary'));
}

const RUN = runWith({}, 'fail');

/** A failing control whose evidence is a request. */
function failing(request: {
  url: string;
  fields: readonly (readonly [string, string])[];
  method?: string;
}): ControlResult {
  const evidence: Evidence = {
    kind: 'http',
    subject: 'GET / → 200',
    request: { method: request.method ?? 'GET', url: request.url, headers: request.fields, bodyBytes: 0 },
    response: { httpVersion: '1.1' },
    remoteAddress: '127.0.0.1',
  };
  return { ...controlIn(RUN, 'HDR-HSTS-01'), observed: ['GET / → 200: none'], evidence: [evidence] };
}

/** The arguments that a line gives to curl, by a function that stands in for it. */
function argumentsOf(line: string): string[] {
  return shell(`curl() { printf '%s\\0' "$@"; }; ${line}`).split('\0').slice(0, -1);
}

test.describe('A word for a shell', () => {
  test('is read back as it was, whatever stands in it', () => {
    const words = [...hostile(500), '', ' ', '-n', '\\0', '~', '*'];
    expect(
      shell(`printf '%s\\0' ${words.map((word) => quoted(word)).join(' ')}`)
        .split('\0')
        .slice(0, -1),
    ).toEqual(words);
    expect(canary()).toBe(false);
  });

  test('takes a redacted secret from a variable', () => {
    const word = quoted('Cookie: a=[redacted]; b=[redacted]', 'COOKIE');
    expect(shell(`COOKIE='x y$(touch canary)'; printf %s ${word}`)).toBe(
      'Cookie: a=x y$(touch canary); b=x y$(touch canary)',
    );
    expect(canary()).toBe(false);
  });

  for (const text of ['a\nb', 'a\0b', '\u001b[31m', 'ü', '\u202e']) {
    test(`is not made of ${JSON.stringify(text)}`, () => {
      expect(() => quoted(text)).toThrow(RangeError);
    });
  }
});

test.describe('Bytes for a shell', () => {
  test('are written as they were, all 256 of them', () => {
    const all = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('');
    for (const bytes of [
      all,
      Array.from(all).toReversed().join(''),
      '-e 1',
      '%d%s\\n',
      `${all}[redacted]7`,
    ]) {
      expect(shell(`SECRET='%s$(touch canary)'; ${printed(bytes)}`, 'latin1')).toBe(
        bytes.replace('[redacted]', '%s$(touch canary)'),
      );
    }
    expect(canary()).toBe(false);
  });

  test('are written as they were, whatever stands in them', () => {
    for (const bytes of hostile(60, [...PIECES, '\r\n', '\n', '\0', '\x1b', '\xff'])) {
      expect(shell(printed(bytes), 'latin1')).toBe(bytes);
    }
    expect(canary()).toBe(false);
  });
});

test.describe('A line of curl', () => {
  test('gives curl a field as it was, whatever stands in it', () => {
    for (const text of hostile(60)) {
      const field = ['X-Hostile', `a${text}z`] as const;
      const line = reproductionOf(failing({ url: 'https://localhost:1/', fields: [field] }), RUN) ?? '';
      expect(argumentsOf(line)).toContain(field.join(': '));
    }
    expect(canary()).toBe(false);
  });

  test('gives curl a URL as it was, whatever stands in it', () => {
    for (const text of hostile(60)) {
      const url = `https://localhost:1/${text.replace(/[ #"<>\\^`{|}]/g, '$')}`;
      const line = reproductionOf(failing({ url, fields: [] }), RUN) ?? '';
      expect(argumentsOf(line).at(-1)).toBe(url);
    }
    expect(canary()).toBe(false);
  });

  for (const [what, request] of Object.entries({
    'a URL with a line break': { url: 'https://localhost:1/a\nb', fields: [] },
    'a URL with a fragment': { url: 'https://localhost:1/a#b', fields: [] },
    'a field that curl would read from a file': {
      url: 'https://localhost:1/',
      fields: [['@/etc/passwd', 'x']],
    },
    'a field with an escape': { url: 'https://localhost:1/', fields: [['X-A', '\u001b[2J']] },
    'a field that turns the text round': { url: 'https://localhost:1/', fields: [['X-A', '\u202egnp']] },
    'a method with a blank': { url: 'https://localhost:1/', fields: [], method: 'GET /' },
  } as const)) {
    test(`is not written for ${what}`, () => {
      expect(reproductionOf(failing(request), RUN)).toBeUndefined();
    });
  }

  test('holds no secret, but the variable that stands for it', () => {
    const line = reproductionOf(
      failing({
        url: 'https://localhost:1/?key=[redacted]',
        fields: [
          ['Authorization', '[redacted]'],
          ['Cookie', '__Host-session=[redacted]'],
        ],
      }),
      RUN,
    );
    expect(line).toContain(`--header 'Authorization: '"$AUTHORIZATION"`);
    expect(line).toContain(`--header 'Cookie: __Host-session='"$COOKIE"`);
    expect(line).toMatch(/ 'https:\/\/localhost:1\/\?key='"\$SECRET"$/);
  });
});
