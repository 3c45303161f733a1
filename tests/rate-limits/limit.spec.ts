import { control, expect, rateLimitsOf, test } from '../../fixtures/index.ts';

test.describe('A rate limit', () => {
  // ASVS v5.0.0-6.3.1: controls against credential stuffing and brute force. v5.0.0-2.4.1: against excessive calls.
  test('lets as many requests pass as it says', control('RATE-LIMIT-01'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).counted).toKeepItsLimit();
  });

  // RFC 6585 §4: 429 Too Many Requests.
  test('refuses with 429', control('RATE-STATUS-01'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).refused).toRefuseWith(429);
  });

  // ASVS v5.0.0-2.4.1, CWE-770: no resources are held for requests beyond the limit.
  test('keeps no request waiting', control('RATE-DELAY-01'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).all).toAnswerAtOnce();
  });

  // RFC 6585 §4: the request is refused, so it has no effect.
  test('does no work for refused requests', control('RATE-WORK-01'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).refused).toDoNoWorkWhenRefusing();
  });
});
