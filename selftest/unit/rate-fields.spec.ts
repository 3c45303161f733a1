import { expect, test } from '@playwright/test';
import { quotaOf, retryAfter } from '../../fixtures/rate-fields.ts';
import type { HeaderField } from '../../probes/http/exchange.ts';
import { answer } from './rate-answer.ts';

const DATE: HeaderField = ['Date', 'Sun, 22 Nov 2026 12:00:00 GMT'];

const told = (...values: readonly string[]) =>
  retryAfter(answer(429, [DATE, ...values.map((value) => ['Retry-After', value] as const)]));

test.describe('Retry-After', () => {
  test('is a number of seconds', () => {
    expect(told('120')).toMatchObject({ kind: 'seconds', seconds: 120 });
    expect(told('0')).toMatchObject({ kind: 'seconds', seconds: 0 });
  });

  test('is an HTTP date, counted from the answer’s own', () => {
    expect(told('Sun, 22 Nov 2026 12:01:00 GMT')).toMatchObject({ kind: 'seconds', seconds: 60 });
    expect(told('Sun, 22 Nov 2026 11:59:00 GMT')).toMatchObject({ kind: 'seconds', seconds: -60 });
    expect(told('Mon, 22 Nov 2027 12:00:00 GMT')).toMatchObject({ seconds: 365 * 86_400 });
  });

  for (const text of [
    '-5',
    '1.5',
    'soon',
    '',
    '60s',
    '2026-11-22T12:01:00Z',
    'Sunday, 22-Nov-26 12:01:00 GMT',
  ]) {
    test(`is malformed as "${text}"`, () => {
      expect(told(text)).toEqual({ kind: 'malformed', text });
    });
  }

  test('is malformed if sent twice', () => {
    expect(told('60', '60')).toMatchObject({ kind: 'malformed' });
  });

  test('is absent where it is not sent', () => {
    expect(told()).toEqual({ kind: 'absent' });
  });
});

test.describe('structured fields', () => {
  const read = (policy: string, limit: string) =>
    quotaOf(
      answer(200, [
        ['RateLimit-Policy', policy],
        ['RateLimit', limit],
      ]),
      'structured',
    );

  test('name quota, window, what remains and the reset', () => {
    expect(read('"burst";q=100;w=60', '"burst";r=50;t=30')).toEqual({
      limits: [100],
      windows: [60],
      remaining: 50,
      reset: 30,
    });
  });

  test('may hold several policies, of which the tightest counts', () => {
    expect(read('"minute";q=10;w=60, "day";q=500;w=86400', '"day";r=400, "minute";r=3;t=5')).toMatchObject({
      limits: [10, 500],
      remaining: 3,
      reset: 5,
    });
  });

  for (const [policy, limit, problem] of [
    ['100;w=60', '"a";r=1', /names no policy/],
    ['"a";w=60', '"a";r=1', /without a whole number q/],
    ['"a";q=5', '"a"', /without a whole number r/],
    ['"a";q=5', '"a";r=1;t=-3', /t that is no whole number/],
    ['"a";q=5', '"b";r=1', /names "b"/],
    ['"a";q=5', 'limit=5, remaining=4', /no structured list|names no policy/],
    ['"a";q=', '"a";r=1', /no structured list/],
    ['', '"a";r=1', /no RateLimit-Policy/],
  ] as const) {
    test(`are wrong as ${policy} and ${limit}`, () => {
      expect(read(policy, limit)).toMatch(problem);
    });
  }
});

test.describe('the three older fields', () => {
  const read = (limit: string, remaining: string, reset: string) =>
    quotaOf(
      answer(200, [
        DATE,
        ['X-RateLimit-Limit', limit],
        ['X-RateLimit-Remaining', remaining],
        ['X-RateLimit-Reset', reset],
      ]),
      'x-trio',
    );

  test('count the reset in seconds from now', () => {
    expect(read('5', '4', '60')).toMatchObject({ limits: [5], remaining: 4, reset: 60 });
  });

  test('or as a time since 1970', () => {
    const epoch = Date.parse('2026-11-22T12:01:00Z') / 1000;
    expect(read('5', '4', String(epoch))).toMatchObject({ reset: 60 });
  });

  test('may name the policies after the limit', () => {
    expect(read('5, 5;w=60', '4', '60')).toMatchObject({ limits: [5] });
  });

  test('are wrong if they are no numbers', () => {
    expect(read('five', '4', '60')).toMatch(/X-RateLimit-Limit: five/);
    expect(read('5', '-1', '60')).toMatch(/X-RateLimit-Remaining: -1/);
    expect(read('5', '4', 'soon')).toMatch(/X-RateLimit-Reset: soon/);
  });

  test('are wrong if one is missing', () => {
    expect(quotaOf(answer(200, [['RateLimit-Limit', '5']]), 'trio')).toBe('no RateLimit-Remaining');
  });

  test('take a megabyte without harm', () => {
    expect(read('9'.repeat(1_000_000), '4', '60')).toMatch(/no whole number/);
  });
});
