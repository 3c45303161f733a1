import { control, expect, rateLimitsOf, test } from '../../fixtures/index.ts';

test.describe('A budget', () => {
  // ASVS v5.0.0-6.3.1: a control against brute force must not lock out everybody else.
  test('is not shared by clients', control('RATE-CLIENTS-01'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).shared).toSpareOtherClients();
  });

  // OWASP API4:2023: limits are tuned to what each operation costs.
  test('is not shared by routes', control('RATE-ROUTES-01'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).neighbouring).toSpareOtherRoutes();
  });

  // OWASP API4:2023: not every operation needs a limit; the profile names those that have none.
  test('is not needed on exempt routes', control('RATE-EXEMPT-01'), async ({ profile, session }) => {
    expect((await rateLimitsOf(session, profile)).exempt).toStayExempt();
  });
});
