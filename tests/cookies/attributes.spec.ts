import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Every cookie', () => {
  // RFC 6265 §4.1.2.5: Secure limits the cookie to secure channels.
  test('is Secure', control('COOKIE-SECURE-01'), ({ cookieResponses }) => {
    expect(cookieResponses).toSetSecureCookies();
  });

  // RFC 6265 §4.1.2.6: HttpOnly keeps the cookie from scripts.
  test('is HttpOnly', control('COOKIE-HTTPONLY-01'), ({ cookieResponses, profile }) => {
    expect(cookieResponses).toSetHttpOnlyCookies(profile.cookies?.exceptHttpOnly);
  });

  // RFC 6265bis §4.1.2.7: SameSite limits the cookie to requests that the site itself starts.
  test('has a SameSite value that fits', control('COOKIE-SAMESITE-01'), ({ cookieResponses, required }) => {
    expect(cookieResponses).toSetSameSiteCookies(required('cookies.sameSite'));
  });

  // RFC 6265 §4.1.2.3: without Domain only the host that set the cookie gets it.
  test('belongs to its host alone', control('COOKIE-DOMAIN-01'), ({ cookieResponses }) => {
    expect(cookieResponses).toSetHostOnlyCookies();
  });
});
