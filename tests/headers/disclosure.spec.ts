import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Fields about the software', () => {
  // RFC 9110 §10.2.4: detail in Server makes it easier to find known weaknesses.
  test('Server is as the profile says', control('HDR-SERVER-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveServer(required('headers.server'));
  });

  // OWASP Secure Headers Project, headers to remove.
  test('are not sent', control('HDR-LEAK-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toLeaveOutFields(required('headers.forbidden'));
  });
});
