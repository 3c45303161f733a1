import { connectionTrial, control, expect, test } from '../../fixtures/index.ts';

test.describe('Connections of one address', () => {
  // ASVS v5.0.0-2.4.1: excessive use is limited. CWE-770: allocation of resources without limits.
  test('are limited', control('RATE-CONNECTIONS-01'), async ({ profile, session, required }) => {
    const limit = required('rateLimits.connections');
    expect(await connectionTrial(session, profile, limit)).toLimitConnections(limit);
  });
});
