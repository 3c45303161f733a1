import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Protocol versions', () => {
  // RFC 8996: TLS 1.0 and 1.1 MUST NOT be used. RFC 7568: neither must SSL 3.0. RFC 6176: nor SSL 2.0.
  test('under the floor are refused', control('TLS-VERSION-01'), async ({ posture, required }) => {
    await posture.showAccepted(required('tls.versions.required'));
    expect(await posture.versions(required('tls.versions.refused'))).toBeDecided('refused');
  });

  // RFC 9325 §3.1.1: implementations MUST support TLS 1.2 and SHOULD support TLS 1.3.
  test('that are required are accepted', control('TLS-VERSION-02'), async ({ posture, required }) => {
    expect(await posture.versions(required('tls.versions.required'))).toBeDecided('accepted');
  });
});
