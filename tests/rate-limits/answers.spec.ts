import { control, expect, rateLimitsOf, test } from '../../fixtures/index.ts';

test.describe('Answers of limited routes', () => {
  // RFC 6585 §4, RFC 9110 §10.2.3: seconds, or an HTTP date.
  test('say when to come back', control('RATE-RETRY-01'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).refused).toSayWhenToComeBack();
  });

  // RFC 9110 §10.2.3: how long the client ought to wait.
  test('say so truly', control('RATE-RETRY-02'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).told).toKeepItsWord();
  });

  // draft-ietf-httpapi-ratelimit-headers-10 §3: RateLimit-Policy with q and w, RateLimit with r and t.
  test('count down in structured fields', control('RATE-FIELDS-01'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).counted).toCountDown('structured');
  });

  // draft-ietf-httpapi-ratelimit-headers-06 §5: three fields with a number each.
  test('count down in three fields', control('RATE-FIELDS-02'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).counted).toCountDown('trio');
  });

  // The names that were in use before draft-ietf-httpapi-ratelimit-headers-06 §5.
  test('count down in three X- fields', control('RATE-FIELDS-03'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).counted).toCountDown('x-trio');
  });
});
