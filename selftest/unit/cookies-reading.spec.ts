import { test, expect } from '@playwright/test';
import { parseCookieDate, readCookie } from '../../fixtures/matchers/cookie.ts';

const NOW = Date.UTC(2026, 0, 1);

test.describe('Reading a cookie', () => {
  test('takes every attribute, whatever its case', () => {
    const line =
      '__Host-a=b=c; SECURE; httponly; SameSite=Lax; Path=/; Domain=a.test; Max-Age=60; Partitioned';
    expect(readCookie(line, NOW)).toEqual({
      name: '__Host-a',
      bytes: 11,
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      domain: 'a.test',
      lifetimeSeconds: 60,
      shown: '__Host-a; SECURE; httponly; SameSite=Lax; Path=/; Domain=a.test; Max-Age=60; Partitioned',
    });
  });

  test('shows no value', () => {
    expect(readCookie('session=secret; Secure', NOW)?.shown).toBe('session; Secure');
    expect(readCookie('secret; Secure', NOW)?.shown).not.toContain('secret');
  });

  test('counts bytes as they were sent', () => {
    expect(readCookie('a=%C3%A9', NOW)?.bytes).toBe(7);
  });

  test('takes the last of a repeated attribute', () => {
    expect(readCookie('a=b; SameSite=Strict; SameSite=None', NOW)?.sameSite).toBe('None');
  });

  test('keeps to Max-Age where Expires says something else', () => {
    const line = 'a=b; Max-Age=10; Expires=Fri, 01 Jan 2027 00:00:00 GMT';
    expect(readCookie(line, NOW)?.lifetimeSeconds).toBe(10);
  });

  test('reckons Expires from the response on', () => {
    expect(readCookie('a=b; Expires=Thu, 01 Jan 2026 01:00:00 GMT', NOW)?.lifetimeSeconds).toBe(3600);
    expect(readCookie('a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT', NOW)?.lifetimeSeconds).toBeLessThan(0);
  });

  for (const line of ['a=b', 'a=b; Max-Age=soon', 'a=b; Expires=never', 'a=b; Max-Age=']) {
    test(`gives no lifetime to ${line}`, () => {
      expect(readCookie(line, NOW)?.lifetimeSeconds).toBeUndefined();
    });
  }

  for (const line of ['', '=', ' = ; Secure', '; Secure']) {
    test(`leaves out "${line}", as browsers do`, () => {
      expect(readCookie(line, NOW)).toBeUndefined();
    });
  }

  test('does not pass over a name that the parser leaves out', () => {
    expect(() => readCookie('constructor=1', NOW)).toThrow('the cookie "constructor" cannot be read');
  });
});

test.describe('Reading the date of a cookie', () => {
  for (const [text, time] of [
    ['Wed, 09 Jun 2027 10:18:14 GMT', Date.UTC(2027, 5, 9, 10, 18, 14)],
    ['Wednesday, 09-Jun-27 10:18:14 GMT', Date.UTC(2027, 5, 9, 10, 18, 14)],
    ['Wed Jun  9 10:18:14 2027', Date.UTC(2027, 5, 9, 10, 18, 14)],
    ['09-Jun-65 1:2:3', Date.UTC(2065, 5, 9, 1, 2, 3)],
    ['09 Jun 70 10:18:14', Date.UTC(1970, 5, 9, 10, 18, 14)],
  ] as const) {
    test(`understands ${text}`, () => {
      expect(parseCookieDate(text)).toBe(time);
    });
  }

  for (const text of [
    '',
    '0',
    'Wed, 32 Jun 2027 10:18:14',
    '9 Jun 2027',
    '9 Jun 1600 10:18:14',
    '9 Jun 2027 24:00:00',
  ]) {
    test(`makes nothing of "${text}"`, () => {
      expect(parseCookieDate(text)).toBeUndefined();
    });
  }
});
