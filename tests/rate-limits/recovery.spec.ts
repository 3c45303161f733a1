import { control, expect, rateLimitsOf, test } from '../../fixtures/index.ts';

test.describe('An exhausted budget', () => {
  // ASVS v5.0.0-6.3.1: a limit is so many requests in so much time; less time is a higher limit.
  test('does not come back early', control('RATE-RECOVERY-01'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).early).toStayExhausted();
  });

  // RFC 6585 §4: too many requests "in a given amount of time", not for ever.
  test('comes back in time', control('RATE-RECOVERY-02'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).late).toRecover();
  });
});
