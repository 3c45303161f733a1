import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Every cookie', () => {
  // RFC 6265 §5.3: Max-Age, and without it Expires, says how long the cookie is kept.
  test('ends in time', control('COOKIE-LIFETIME-01'), ({ cookieResponses, required }) => {
    expect(cookieResponses).toSetShortLivedCookies(required('cookies.maxAgeSeconds'));
  });

  // RFC 6265bis §5.6: browsers drop a cookie whose name and value exceed 4096 bytes.
  test('is small enough to be kept', control('COOKIE-SIZE-01'), ({ cookieResponses, required }) => {
    expect(cookieResponses).toSetSmallCookies(required('cookies.maxBytes'));
  });
});
