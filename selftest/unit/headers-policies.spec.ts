import { test, expect } from '@playwright/test';
import { enforced } from '../../fixtures/matchers/content-security-policy.ts';
import { agreement } from '../../fixtures/matchers/framing.ts';
import { restricted, wellFormed } from '../../fixtures/matchers/permissions-policy.ts';
import { answered, sent } from './headers-response.ts';

const CSP = 'Content-Security-Policy';
const PERMISSIONS = 'Permissions-Policy';

test.describe('The rule for Content-Security-Policy', () => {
  const wanted = { 'default-src': ["'self'"], 'script-src': ["'self'", "'nonce-*'"] };
  const good = "default-src 'self'; script-src 'self' 'nonce-cmFuZG9t'";

  for (const [because, ...lines] of [
    ['is missing'],
    ['lacks a directive', "default-src 'self'"],
    ['has no nonce', "default-src 'self'; script-src 'self'"],
    ['sends the wildcard of the profile as its nonce', "default-src 'self'; script-src 'self' 'nonce-*'"],
    ['has one source more', `${good} https://cdn.example`],
    ['names a directive twice and the right one last', `script-src *; ${good}`],
    [
      'spreads the sources of a directive over two policies',
      "default-src 'self'; script-src 'self'",
      good.slice(20, 42),
    ],
  ] as const) {
    test(`fires where it ${because}`, () => {
      expect(enforced(sent(CSP, ...lines), wanted)).toBeDefined();
    });
  }

  for (const [because, ...lines] of [
    ['is as asked for', good],
    ['differs in order and case', "SCRIPT-SRC 'nonce-cmFuZG9t' 'SELF' ; default-src 'Self'"],
    ['has a directive more', `${good}; img-src https:`],
    ['has another policy on a line of its own', 'upgrade-insecure-requests', good],
    ['has another policy after a comma', `upgrade-insecure-requests, ${good}`],
    ['has two nonces', `${good} 'nonce-b3RoZXI='`],
  ] as const) {
    test(`does not fire if it ${because}`, () => {
      expect(enforced(sent(CSP, ...lines), wanted)).toBeUndefined();
    });
  }

  test('fires where the policy is only reported, and says so', () => {
    expect(enforced(sent(`${CSP}-Report-Only`, good), wanted)?.observed).toBe(
      `no ${CSP} field, only a ${CSP}-Report-Only that enforces nothing`,
    );
  });

  test('compares paths and hashes with their case, hosts without', () => {
    const sources = { 'img-src': ['https://cdn.example/Logo', "'sha256-AbC='"] };
    expect(enforced(sent(CSP, "img-src HTTPS://CDN.example/Logo 'sha256-AbC='"), sources)).toBeUndefined();
    expect(enforced(sent(CSP, "img-src https://cdn.example/logo 'sha256-AbC='"), sources)).toBeDefined();
    expect(enforced(sent(CSP, "img-src https://cdn.example/Logo 'sha256-abc='"), sources)).toBeDefined();
  });

  test('takes an empty list as a directive without a value', () => {
    const upgrade = { 'upgrade-insecure-requests': [] };
    expect(enforced(sent(CSP, 'upgrade-insecure-requests'), upgrade)).toBeUndefined();
    expect(enforced(sent(CSP, 'upgrade-insecure-requests x'), upgrade)).toBeDefined();
  });
});

test.describe('The rule for framing', () => {
  const framing = (options: readonly string[], ...policies: readonly string[]) =>
    answered([
      ...options.map((line) => ['X-Frame-Options', line] as const),
      ...policies.map((line) => [CSP, line] as const),
    ]);

  for (const [because, options, ...policies] of [
    ['a policy allows a partner', ['DENY'], 'frame-ancestors https://partner.example'],
    ['a policy allows less', ['SAMEORIGIN'], "frame-ancestors 'none'"],
    ['one line has two values', ['DENY, SAMEORIGIN']],
  ] as const) {
    test(`fires where ${because}`, () => {
      expect(agreement(framing(options, ...policies))).toBeDefined();
    });
  }

  for (const [because, options, ...policies] of [
    ['both deny', ['DENY'], "frame-ancestors 'none'"],
    ['a directive without sources denies', ['DENY'], 'frame-ancestors'],
    ['both allow the same origin', ['sameorigin'], "frame-ancestors 'SELF'"],
    [
      'two policies together allow what the field does',
      ['SAMEORIGIN'],
      "frame-ancestors 'self' https:, frame-ancestors 'self'",
    ],
    [
      'a wildcard is narrowed by another policy',
      ['SAMEORIGIN'],
      'frame-ancestors *',
      "frame-ancestors 'self'",
    ],
    ['only one of the two is sent', ['DENY'], "default-src 'self'"],
    ['the field means nothing', ['ALLOWALL'], "frame-ancestors 'none'"],
    ['one value is repeated', ['DENY, deny,'], "frame-ancestors 'none'"],
    ['two lines differ, which their number says', ['DENY', 'SAMEORIGIN'], "frame-ancestors 'none'"],
  ] as const) {
    test(`does not fire if ${because}`, () => {
      expect(agreement(framing(options, ...policies))).toBeUndefined();
    });
  }
});

test.describe('The rules for Permissions-Policy', () => {
  const wanted = { camera: [], fullscreen: ['self', 'https://a.example'] };

  for (const [because, ...lines] of [
    ['is missing'],
    ['leaves a feature out', 'camera=()'],
    ['allows everybody', 'camera=*, fullscreen=(self)'],
    ['allows an origin more', 'camera=(), fullscreen=(self "https://b.example")'],
    ['is overridden by a later line', 'camera=(), fullscreen=(self)', 'camera=(self)'],
    ['does not parse', "camera 'none'; fullscreen 'self'"],
  ] as const) {
    test(`restriction fires where it ${because}`, () => {
      expect(restricted(sent(PERMISSIONS, ...lines), wanted)).toBeDefined();
    });
  }

  for (const [because, ...lines] of [
    ['is as asked for', 'camera=(), fullscreen=(self "https://a.example")'],
    ['is stricter', 'camera=(), fullscreen=()'],
    ['spreads over lines', 'camera=()', 'fullscreen=self'],
    ['names further features', 'camera=(), fullscreen=(), usb=*'],
  ] as const) {
    test(`restriction does not fire if it ${because}`, () => {
      expect(restricted(sent(PERMISSIONS, ...lines), wanted)).toBeUndefined();
    });
  }

  for (const [because, ...lines] of [
    ['is missing'],
    ['has the syntax of Feature-Policy', "camera 'none'"],
    ['has a feature in capitals', 'Camera=()'],
    ['has a feature without allowlist', 'camera'],
    ['has a keyword that browsers do not know', 'camera=none'],
    ['has an origin without quotes', 'camera=(https://a.example)'],
  ] as const) {
    test(`form fires where it ${because}`, () => {
      expect(wellFormed(sent(PERMISSIONS, ...lines))).toBeDefined();
    });
  }

  for (const line of [
    'camera=()',
    'camera=*, usb=self',
    'camera=(self "https://a.example");report-to=x, usb=()',
  ]) {
    test(`form does not fire if it is ${line}`, () => {
      expect(wellFormed(sent(PERMISSIONS, line))).toBeUndefined();
    });
  }
});
