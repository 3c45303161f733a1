import { expect, test } from '@playwright/test';
import { withoutForbidden, withoutWeakness } from '../../fixtures/matchers/csp-strength.ts';
import { wellWritten } from '../../fixtures/matchers/csp-syntax.ts';
import { sent } from './headers-response.ts';

const CSP = 'Content-Security-Policy';
const NONCE = "'nonce-cmFuZG9tMTIzNDU2Nzg5MA=='";
const HASH = "'sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='";

test.describe('The rule for forbidden sources', () => {
  const forbidden = {
    'script-src': ["'unsafe-inline'", "'unsafe-eval'", '*', 'data:', 'https:', 'cdn.example'],
    'style-src': ["'unsafe-inline'"],
    'base-uri': ['*'],
  };
  const rest = "style-src 'self'; base-uri 'none'";

  for (const [because, ...lines] of [
    ['there is no policy'],
    ['no directive decides', 'base-uri x.example; style-src x.example'],
    ['a directive without fallback is missing', "default-src 'self'"],
    ['a source is listed', `script-src 'unsafe-inline'; ${rest}`],
    ['its keyword is in capitals', `script-src 'UNSAFE-INLINE'; ${rest}`],
    ['default-src lists it', "default-src 'self' 'unsafe-inline'; base-uri 'none'"],
    ['the directive for elements lists it', `script-src 'self'; script-src-elem 'unsafe-inline'; ${rest}`],
    ['the directive for attributes lists it', `script-src 'self'; script-src-attr 'unsafe-inline'; ${rest}`],
    ['a nonce stands in another directive', `script-src 'unsafe-inline'; img-src ${NONCE}; ${rest}`],
    ['a nonce is none', `script-src 'unsafe-inline' 'nonce-!'; ${rest}`],
    ['a wildcard has a scheme and a port', `script-src https://*:443; ${rest}`],
    ['a wildcard spans the scheme', `script-src *; ${rest}`],
    ['http: spans https:', `script-src http:; ${rest}`],
    ['a host is listed with a path', `script-src https://cdn.example/lib/; ${rest}`],
    ['a host is within a wildcard', `script-src *.cdn.example CDN.EXAMPLE; ${rest}`],
    ['a scheme spans the host', `script-src https:; ${rest}`],
    [
      "'strict-dynamic' stands with styles",
      `script-src 'self'; style-src 'strict-dynamic' 'unsafe-inline'; base-uri 'none'`,
    ],
    ['both of two policies list it', `script-src 'unsafe-eval'; ${rest}`, `script-src 'self' 'unsafe-eval'`],
    ['two policies allow it in different words', `script-src *; ${rest}`, 'script-src https:'],
    ['one of two policies says nothing of it', `script-src 'unsafe-eval'; ${rest}`, "img-src 'self'"],
  ] as const) {
    test(`fires where ${because}`, () => {
      expect(withoutForbidden(sent(CSP, ...lines), forbidden)).toBeDefined();
    });
  }

  for (const [because, ...lines] of [
    ['nothing is listed', `script-src 'self'; ${rest}`],
    ['a nonce takes the meaning from it', `script-src 'unsafe-inline' ${NONCE}; ${rest}`],
    ['a hash takes the meaning from it', `script-src 'unsafe-inline' ${HASH}; ${rest}`],
    [
      "'strict-dynamic' takes the meaning from all",
      `script-src 'strict-dynamic' 'unsafe-inline' https: * data:; ${rest}`,
    ],
    [
      'default-src lists it and script-src decides',
      "default-src *; script-src 'self'; style-src 'self'; base-uri 'none'",
    ],
    ['the directive comes again', `script-src 'self'; script-src *; ${rest}`],
    [
      'another policy closes it',
      `script-src 'unsafe-inline' * data: 'unsafe-eval'; ${rest}`,
      "default-src 'self'",
    ],
    ['another policy behind a comma closes it', `script-src *; ${rest}, script-src 'none'`],
    ['a nonce in another policy closes it', `script-src 'unsafe-inline'; ${rest}`, `script-src ${NONCE}`],
    ['a wildcard is no data:', `script-src 'self'; img-src *; ${rest}`],
    ['another host is listed', `script-src https://cdn.example.net notcdn.example; ${rest}`],
  ] as const) {
    test(`does not fire if ${because}`, () => {
      expect(withoutForbidden(sent(CSP, ...lines), forbidden)).toBeUndefined();
    });
  }

  test('says which directive allows what', () => {
    const response = sent(CSP, "default-src 'self' 'unsafe-eval'");
    expect(withoutForbidden(response, { 'script-src': ["'unsafe-eval'", '*'] })).toEqual({
      expected: "script-src without 'unsafe-eval' *",
      observed: "script-src allows 'unsafe-eval': 'self' 'unsafe-eval'",
    });
  });
});

test.describe('The rule for weaknesses', () => {
  for (const [because, weakness, ...lines] of [
    ['there is no policy', 'high'],
    ['inline scripts are allowed', 'high', "default-src 'self' 'unsafe-inline'"],
    ['a host serves JSONP', 'high', "default-src 'self'; script-src https://ajax.googleapis.com"],
    ['plugins are not restricted', 'high', "script-src 'self'"],
    ['base-uri is missing beside a nonce', 'high', `default-src 'self'; script-src ${NONCE}`],
    ['http is allowed', 'medium', "default-src 'self'; img-src http://a.example"],
    ["scripts may come from 'self'", 'low', "default-src 'self'"],
    ['both policies have it', 'high', "default-src 'self' https:", "default-src 'self'; script-src *"],
    ['the other policy says nothing of it', 'high', "default-src 'self' https:", 'upgrade-insecure-requests'],
  ] as const) {
    test(`fires where ${because} (${weakness})`, () => {
      expect(withoutWeakness(sent(CSP, ...lines), weakness)).toBeDefined();
    });
  }

  for (const [because, weakness, ...lines] of [
    ["scripts may come from 'self'", 'medium', "default-src 'self'"],
    ['http is allowed', 'high', "default-src 'self'; img-src http://a.example"],
    ["plugins get an empty list, which is 'none'", 'low', "default-src 'none'; object-src"],
    ['a nonce is short', 'medium', "default-src 'none'; script-src 'nonce-YWJj'; base-uri 'none'"],
    ['a directive is unknown', 'medium', "default-src 'self'; foo bar"],
    ['another policy closes it', 'medium', "default-src 'self' 'unsafe-inline'", "script-src 'self'"],
    ['another policy behind a comma closes it', 'medium', "script-src *, default-src 'self'"],
    ['another policy has base-uri', 'medium', `default-src 'self'; script-src ${NONCE}`, "base-uri 'none'"],
  ] as const) {
    test(`does not fire if ${because} (${weakness})`, () => {
      expect(withoutWeakness(sent(CSP, ...lines), weakness)).toBeUndefined();
    });
  }

  test('tells what is told of several directives once', () => {
    const policy =
      "object-src 'none'; script-src 'self'; script-src-elem 'unsafe-inline'; script-src-attr 'unsafe-inline'";
    const observed = withoutWeakness(sent(CSP, policy), 'high')?.observed;
    expect(observed).toMatch(/^script-src-attr and script-src-elem: 'unsafe-inline' \([^;]+\)$/);
  });
});

test.describe('A hostile policy', () => {
  const rules = [
    (line: string) => withoutForbidden(sent(CSP, line), { 'script-src': ['*'] }),
    (line: string) => withoutWeakness(sent(CSP, line), 'low'),
    (line: string) => wellWritten(sent(CSP, line)),
  ];

  for (const [what, line] of Object.entries({
    'a host that is no URL':
      'script-src 1.2.3.4.5 a:99999 https://xn--a https://% [ http://; object-src http://[',
    'names of members of objects': 'constructor x; __proto__ y; hasownproperty z; script-src x',
    'control characters': '\u0000\u0001;script-src \u0000x',
    'bytes that are no text': "script-src \u00ff\ufffd 'self'",
    'commas and semicolons': ',;'.repeat(100_000),
    'one word': 'x'.repeat(1_048_576),
    quotes: "script-src '".padEnd(1_048_576, "'"),
  })) {
    test(`of ${what} gets a judgement`, () => {
      for (const rule of rules) expect(() => rule(line)).not.toThrow();
      expect(rules[2]?.(line)).toBeDefined();
    });
  }

  for (const [what, line] of Object.entries({
    hosts: `script-src ${'cdn.example '.repeat(87_000)}`,
    directives: Array.from({ length: 100_000 }, (_, i) => `a${i} b;`).join(''),
    policies: 'script-src *,'.repeat(80_000),
  })) {
    test(`of a megabyte of ${what} is judged in time, and the finding says what was not read`, () => {
      const startedAt = performance.now();
      for (const rule of rules) {
        expect(rule(line)?.expected).toMatch(/^at most 1000 directives and sources/);
      }
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    });
  }

  test('of as many words as are read is judged in time', () => {
    const hosts = (from: string) => Array.from({ length: 480 }, (_, i) => `h${i}.${from}.example`).join(' ');
    const names = 'img-src *; font-src *; media-src *; connect-src *; child-src *; frame-src *; worker-src *';
    const startedAt = performance.now();
    withoutWeakness(sent(CSP, `default-src ${hosts('a')}`, `default-src ${hosts('b')}; ${names}`), 'low');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
