import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Content-Security-Policy', () => {
  // CSP Level 3 §3.1: only this field is enforced; -Report-Only is not.
  test('is enforced on every response', control('HDR-CSP-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toEnforcePolicy(
      required('headers.contentSecurityPolicy.directives'),
    );
  });
});
