import { expect, test } from '@playwright/test';
import { enforced, restricted } from '../../fixtures/matchers/content-security-policy.ts';
import { metaPolicies, parsePolicies, readPolicies } from '../../fixtures/matchers/csp-policy.ts';
import { wellWritten } from '../../fixtures/matchers/csp-syntax.ts';
import { answered, sent } from './headers-response.ts';

const CSP = 'Content-Security-Policy';

const page = (body: string, ...lines: readonly string[]) => {
  const response = sent(CSP, ...lines);
  return { ...response, response: { ...response.response, body } };
};

test.describe('A policy', () => {
  test('is read from every line and from either side of a comma', () => {
    const policies = parsePolicies(["img-src 'self', font-src *", '  ', "IMG-SRC\t'none' ;;"]);
    expect(policies.map((policy) => [...policy])).toEqual([
      [['img-src', ["'self'"]]],
      [['font-src', ['*']]],
      [['img-src', ["'none'"]]],
    ]);
  });

  test('loses a directive that is not ASCII, and one that comes again', () => {
    const [read] = readPolicies(["img-src ‘self’; base-uri 'none'; base-uri *"]);
    expect([...(read?.policy ?? [])]).toEqual([['base-uri', ["'none'"]]]);
    expect(read?.notAscii).toEqual(['img-src ‘self’']);
    expect(read?.repeated).toEqual(['base-uri']);
  });

  for (const tag of [
    `<meta http-equiv="Content-Security-Policy" content="base-uri 'none'">`,
    `<META content="base-uri 'none'" HTTP-EQUIV = 'content-security-policy' />`,
  ]) {
    test(`is found in ${tag}`, () => {
      expect(metaPolicies(page(tag)).map((policy) => [...policy])).toEqual([[['base-uri', ["'none'"]]]]);
    });
  }

  test('is not found in other tags', () => {
    expect(metaPolicies(page('<meta name="x" content="base-uri"><meta http-equiv="refresh">'))).toEqual([]);
  });
});

test.describe('The rule for the policy', () => {
  test('leaves directives that have controls of their own to these', () => {
    const wanted = { 'default-src': ["'self'"], 'object-src': ["'none'"], 'base-uri': ["'none'"] };
    expect(enforced(sent(CSP, "default-src 'self'"), wanted)).toBeUndefined();
    expect(enforced(sent(CSP), { 'object-src': ["'none'"] })).toEqual({
      expected: `a ${CSP} field`,
      observed: `no ${CSP} field`,
    });
  });

  test('fires where only the page states it, and says so', () => {
    const meta = `<meta http-equiv="${CSP}" content="default-src 'self'">`;
    expect(enforced(page(meta), { 'default-src': ["'self'"] })?.observed).toBe(
      `no ${CSP} field, only a policy in <meta>, which is not sent with the response`,
    );
  });
});

test.describe('The rule for one directive', () => {
  const none = ["'none'"];

  for (const [because, ...lines] of [
    ['there is no policy'],
    ['it is missing', "default-src 'none'"],
    ['it allows more', "object-src 'none' https:"],
    ['the right one comes second', "object-src *; object-src 'none'"],
    ['it is not ASCII', "object-src 'none' \u2018"],
  ] as const) {
    test(`fires where ${because}`, () => {
      expect(restricted(sent(CSP, ...lines), 'object-src', none)).toBeDefined();
    });
  }

  for (const [because, ...lines] of [
    ['it is as asked for', "object-src 'none'"],
    ['its list is empty', 'object-src'],
    ['one of two policies has it', 'object-src *', "object-src 'NONE'"],
  ] as const) {
    test(`does not fire if ${because}`, () => {
      expect(restricted(sent(CSP, ...lines), 'object-src', none)).toBeUndefined();
    });
  }

  test('fires where only a report has it', () => {
    const response = answered([
      [CSP, "default-src 'self'"],
      [`${CSP}-Report-Only`, "frame-ancestors 'none'"],
    ]);
    expect(restricted(response, 'frame-ancestors', none)?.observed).toBe('no directive frame-ancestors');
  });

  test('says what frame-ancestors does in <meta>', () => {
    const meta = `<meta http-equiv="${CSP}" content="frame-ancestors 'none'; base-uri 'none'">`;
    const response = page(meta, "default-src 'self'");
    expect(restricted(response, 'frame-ancestors', none)?.observed).toMatch(
      /the one in <meta> does nothing$/,
    );
    expect(restricted(response, 'base-uri', none)?.observed).toMatch(/only in <meta>$/);
  });
});

test.describe('The rule for the text of a policy', () => {
  for (const [because, observed, ...lines] of [
    ['there is none', /^no Content-Security-Policy field$/],
    ['all of it is ignored', /not ASCII/, 'img-src é'],
    ['a directive is unknown', /"scrpt-src" is not a known/, "scrpt-src 'self'"],
    ['a directive ends with a colon', /end with a colon/, "script-src: 'self'"],
    ['a semicolon is missing', /"object-src" seems to be a directive/, "img-src 'self' object-src 'none'"],
    ['a keyword has no quotes', /surround "self"/, 'img-src self'],
    ['a keyword is unknown', /'unsafe-inlin' seems to be an invalid/, "img-src 'unsafe-inlin'"],
    ['a nonce is not base64', /'nonce-a!' seems/, "script-src 'nonce-a!'"],
    ['a directive comes twice', /img-src again, so ignored/, 'img-src *; IMG-SRC x.example'],
    ['a source is none', /img-src: "https:\/" is no source/, 'img-src https:/'],
    ["'none' is not alone", /script-src: 'none' beside/, "script-src 'none' 'self'"],
    ['the second policy is wrong', /"foo"/, "img-src 'self', foo"],
  ] as const) {
    test(`fires where ${because}`, () => {
      expect(wellWritten(sent(CSP, ...lines))?.observed).toMatch(observed);
    });
  }

  for (const line of [
    "default-src 'self'; script-src 'NONCE-YWJj' 'strict-dynamic' 'report-sample'; upgrade-insecure-requests",
    "connect-src 'unsafe-webtransport-hashes'; script-src 'trusted-types-eval' 'report-sha256'; fenced-frame-src *",
    "report-to sandbox; trusted-types none; require-trusted-types-for 'script'; sandbox allow-scripts",
    "object-src 'none' 'report-sample'",
    "script-src 'unsafe-inline' 'nonce-YWJj' 'strict-dynamic' https:",
    'connect-src wss://*.a.example:* http://localhost:3000/x?y blob: *:443 a_b.example; report-uri /csp?x=[1]',
  ]) {
    test(`does not fire on ${line}`, () => {
      expect(wellWritten(sent(CSP, line))).toBeUndefined();
    });
  }

  test('tells the same mistake once, and not more than ten', () => {
    expect(wellWritten(sent(CSP, 'img-src self', 'img-src self'))?.observed.match(/"self"/g)).toHaveLength(1);
    const many = Array.from({ length: 30 }, (_, i) => `foo${i} x`).join(';');
    expect(wellWritten(sent(CSP, many))?.observed).toMatch(/; 20 more$/);
  });
});
