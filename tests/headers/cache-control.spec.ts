import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Cache-Control', () => {
  // RFC 9111 §5.2.2.5: no cache may store any part of a response with no-store.
  test('keeps sensitive answers out', control('HDR-CACHE-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.sensitive)).toHaveCacheControl(required('headers.cacheControl'));
  });
});
