import { control, expect, test, withPrefix } from '../../fixtures/index.ts';

test.describe('The prefix of a cookie', () => {
  // ASVS v5.0.0-3.3.1 and -3.3.3: __Host-, or __Secure- for a cookie that hosts share.
  test(
    'is the one that the profile asks for',
    control('COOKIE-PREFIX-01'),
    ({ cookieResponses, required }) => {
      expect(cookieResponses).toSetPrefixedCookies(required('cookies.prefix'));
    },
  );

  // RFC 6265bis §4.1.3.2: Secure, Path=/ and no Domain.
  test('__Host- is kept to its rules', control('COOKIE-HOSTPREFIX-01'), ({ cookieResponses }) => {
    expect(withPrefix('__Host-', cookieResponses)).toKeepHostPrefix();
  });

  // RFC 6265bis §4.1.3.1: Secure.
  test('__Secure- is kept to its rule', control('COOKIE-SECUREPREFIX-01'), ({ cookieResponses }) => {
    expect(withPrefix('__Secure-', cookieResponses)).toKeepSecurePrefix();
  });
});
