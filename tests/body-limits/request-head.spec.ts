import { control, expect, largeFields, longTarget, test } from '../../fixtures/index.ts';

test.describe('A request head', () => {
  // RFC 9110 §15.5.15: 414 refuses a target that is longer than the server is willing to interpret.
  test('with a long target is refused', control('HEAD-URI-01'), async ({ https, routes, required }) => {
    const { bytes, status } = required('requestHead.uri');
    expect(await longTarget(https, routes, bytes)).toRefuseHead(status);
  });

  // RFC 6585 §5: 431 refuses a header section that is too large as a whole.
  test('with large fields is refused', control('HEAD-FIELDS-01'), async ({ https, routes, required }) => {
    const { bytes, status } = required('requestHead.fields');
    expect(await largeFields(https, routes, bytes)).toRefuseHead(status);
  });
});
