import { control, expect, test } from '../../fixtures/index.ts';

/** Fields that hold one value. Strict-Transport-Security has a control of its own. */
const SINGLE_VALUED = [
  'Content-Type',
  'Cross-Origin-Embedder-Policy',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Resource-Policy',
  'Referrer-Policy',
  'Server',
  'X-Content-Type-Options',
  'X-Frame-Options',
  'X-XSS-Protection',
];

test.describe('Response fields', () => {
  // RFC 9110 §5.3: a field that is not a list must not be sent on several lines.
  test('with a single value are sent once', control('HDR-DUPLICATE-01'), async ({ https, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveSingleLines(SINGLE_VALUED);
  });

  // The profile's own choice.
  test('of the profile are sent', control('HDR-ADDITIONAL-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveAdditionalFields(
      required('headers.additional'),
    );
  });
});
