import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Framing', () => {
  // RFC 7034 §2.1, HTML Standard: the field says who may show the response in a frame.
  test(
    'X-Frame-Options is as the profile says',
    control('HDR-XFO-01'),
    async ({ https, required, routes }) => {
      expect(await https.samples(routes.everyResponseClass)).toHaveFrameOptions(
        required('headers.xFrameOptions'),
      );
    },
  );

  // CSP Level 3 §6.4.2.2: frame-ancestors overrides X-Frame-Options, so the two have to mean the same.
  test('X-Frame-Options and frame-ancestors agree', control('HDR-CONFLICT-01'), async ({ https, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toAgreeOnFraming();
  });
});
