import { control, expect, test, withBody } from '../../fixtures/index.ts';

test.describe('The type of a response', () => {
  // RFC 9110 §8.3: a sender that knows the media type of its content says so.
  test('is named, with the charset of text', control('HDR-CTYPE-01'), async ({ https, required, routes }) => {
    expect(withBody(await https.samples(routes.everyResponseClass))).toHaveContentType(
      required('headers.contentType'),
    );
  });

  // Fetch Standard, X-Content-Type-Options: nosniff is what holds browsers to that type.
  test('is not left to guessing', control('HDR-XCTO-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveContentTypeOptions(
      required('headers.xContentTypeOptions'),
    );
  });
});
