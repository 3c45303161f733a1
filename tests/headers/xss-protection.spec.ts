import { control, expect, test } from '../../fixtures/index.ts';

test.describe('X-XSS-Protection', () => {
  // OWASP Secure Headers Project: deprecated; authorities differ between absent, 0 and 1; mode=block.
  test('is as the profile says', control('HDR-XXSS-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveXssProtection(
      required('headers.xXssProtection'),
    );
  });
});
