import { test, expect } from '@playwright/test';
import { cookieRules } from '../../fixtures/matchers/cookies.ts';
import { settingCookies } from '../../fixtures/setting-cookies.ts';
import { answered, sent } from './headers-response.ts';

const set = (...lines: readonly string[]) => sent('Set-Cookie', ...lines);

test.describe('The rules for cookies', () => {
  test('name every cookie that breaks them, and no other', () => {
    expect(cookieRules.secure(set('a=1', 'b=2; Secure', 'c=3; Path=/'))).toEqual({
      expected: 'Secure on every cookie',
      observed: 'Set-Cookie: a and Set-Cookie: c; Path=/',
    });
  });

  test('let scripts read the cookies that the profile names', () => {
    expect(cookieRules.httpOnly(set('csrf=1', 'session=2; HttpOnly'), ['csrf'])).toBeUndefined();
    expect(cookieRules.httpOnly(set('CSRF=1'), ['csrf'])?.expected).toBe('HttpOnly on every cookie but csrf');
    expect(cookieRules.httpOnly(set('csrf=1'), undefined)).toBeDefined();
  });

  test('accept the SameSite values of the profile in any case, and no default', () => {
    expect(cookieRules.sameSite(set('a=1; samesite=LAX'), ['Strict', 'Lax'])).toBeUndefined();
    expect(cookieRules.sameSite(set('a=1; SameSite=None'), ['Strict', 'Lax'])).toBeDefined();
    expect(cookieRules.sameSite(set('a=1; SameSite=invalid'), ['Lax'])).toBeDefined();
    expect(cookieRules.sameSite(set('a=1'), ['Lax'])).toBeDefined();
  });

  for (const line of [
    '__Host-a=1; Path=/',
    '__Host-a=1; Secure',
    '__Host-a=1; Secure; Path=/app',
    '__Host-a=1; Secure; Path=/; Domain=a.test',
    '__hOsT-a=1; Secure',
  ]) {
    test(`__Host- fires where it is ${line}`, () => {
      expect(cookieRules.hostPrefix(set(line))).toBeDefined();
    });
  }

  for (const line of [
    '__Host-a=1; Secure; Path=/',
    '__Host-a=1; Secure; Path=/; Domain=',
    'a=1',
    'x__Host-a=1',
  ]) {
    test(`__Host- does not fire if it is ${line}`, () => {
      expect(cookieRules.hostPrefix(set(line))).toBeUndefined();
    });
  }

  test('hold __Secure- to Secure, whatever its case', () => {
    expect(cookieRules.securePrefix(set('__secure-a=1'))).toBeDefined();
    expect(cookieRules.securePrefix(set('__Secure-a=1; Secure', 'b=1'))).toBeUndefined();
  });

  test('take the prefix as it is written, or the stricter one', () => {
    expect(cookieRules.prefix(set('__Host-a=1'), '__Secure-')).toBeUndefined();
    expect(cookieRules.prefix(set('__Secure-a=1'), '__Secure-')).toBeUndefined();
    expect(cookieRules.prefix(set('__Secure-a=1'), '__Host-')).toBeDefined();
    expect(cookieRules.prefix(set('__HOST-a=1'), '__Host-')).toBeDefined();
  });

  test('take an empty Domain as none, as browsers do', () => {
    expect(cookieRules.hostOnly(set('a=1; Domain='))).toBeUndefined();
    expect(cookieRules.hostOnly(set('a=1; Domain=a.test'))).toBeDefined();
  });

  test('allow a lifetime and a size up to the bound', () => {
    expect(cookieRules.lifetime(set('a=1; Max-Age=60', 'b=1', 'c=1; Max-Age=-1'), 60)).toBeUndefined();
    expect(cookieRules.lifetime(set('a=1; Max-Age=61'), 60)?.observed).toContain('(kept for 61 seconds)');
    expect(cookieRules.size(set('ab=cd'), 4)).toBeUndefined();
    expect(cookieRules.size(set('ab=cde'), 4)?.observed).toBe('Set-Cookie: ab (5 bytes)');
  });
});

test.describe('The responses that set cookies', () => {
  const login = answered([['Set-Cookie', 'a=1']], 'POST /login → 200');
  const page = answered([['Set-Cookie', 'b=1']]);

  test('are those of the logins, and whichever else', () => {
    expect(settingCookies([login], [answered([]), page, login])).toEqual([login, page]);
  });

  test('are an error where a login sets none', () => {
    expect(() => settingCookies([login, answered([], 'POST /login → 401')], [page])).toThrow(
      'POST /login → 401: the login set no cookie',
    );
  });
});
