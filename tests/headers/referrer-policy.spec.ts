import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Referrer-Policy', () => {
  // Referrer Policy §4.1 and §8.1: of a list, the last policy that is known applies.
  test('is as the profile says', control('HDR-REFERRER-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveReferrerPolicy(
      required('headers.referrerPolicy'),
    );
  });
});
