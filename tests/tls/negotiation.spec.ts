import { control, expect, test } from '../../fixtures/index.ts';

test.describe('The negotiation', () => {
  // RFC 9325 §3.3.1: compression SHOULD be disabled. CVE-2012-4929 (CRIME).
  test('has no compression', control('TLS-COMPRESSION-01'), async ({ posture }) => {
    expect(await posture.feature('compression')).toBeWithout('compression');
  });

  // RFC 7507 §3: a server that has a better version MUST answer with inappropriate_fallback.
  test('detects a fallback of the client', control('TLS-FALLBACK-01'), async ({ posture }) => {
    expect(await posture.fallback()).toBear('refused with alert inappropriate_fallback');
  });

  // RFC 8446 §4.1.3: the last eight bytes of the random.
  test('marks answers below its best version', control('TLS-DOWNGRADE-01'), async ({ posture }) => {
    expect(await posture.sentinels()).toBear('the mark of a downgrade in its last eight bytes');
  });

  // RFC 5746 §3.6; RFC 9325 §3.5: implementations MUST support the renegotiation_info extension.
  test('knows secure renegotiation', control('TLS-SECURERENEGOTIATION-01'), async ({ posture }) => {
    expect(await posture.feature('secureRenegotiation')).toBear('the extension renegotiation_info');
  });

  // RFC 7627 §5.3; RFC 9325 §3.6.
  test('binds secrets to the handshake', control('TLS-MASTERSECRET-01'), async ({ posture }) => {
    expect(await posture.feature('extendedMasterSecret')).toBear('the extension extended_master_secret');
  });
});
