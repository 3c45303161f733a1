import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Cipher suites', () => {
  // RFC 9325 §4.2: recommended suites that clients rely on.
  test('that are required are accepted', control('TLS-SUITE-01'), async ({ posture, required }) => {
    const suites = required('tls.suites.required');
    expect(await posture.suites(suites)).toAcceptAll(suites);
  });

  // RFC 9325 §4.1; ASVS v5.0.0-12.1.2: only recommended cipher suites are enabled.
  test('outside the policy are refused', control('TLS-SUITE-02'), async ({ posture, required }) => {
    const suites = required('tls.suites.allowed');
    expect(await posture.suites(suites)).toAcceptOnly(suites);
  });

  // RFC 9325 §4.1.
  test('that are forbidden are refused', control('TLS-SUITE-03'), async ({ posture, required }) => {
    const suites = required('tls.suites.forbidden');
    expect(await posture.suites(suites)).toAcceptNone(suites);
  });

  // RFC 9325 §4.1: implementations MUST NOT negotiate the cipher suites with NULL encryption.
  test('all encrypt', control('TLS-WEAK-01'), async ({ posture }) => {
    expect(await posture.suitesWith('null-encryption')).toHaveNoSuite('without encryption');
  });

  // RFC 5246 F.1.1.1: anonymous Diffie-Hellman is open to an attacker in the middle.
  test('all authenticate the server', control('TLS-WEAK-02'), async ({ posture }) => {
    expect(await posture.suitesWith('anonymous')).toHaveNoSuite('without authentication');
  });

  // RFC 9325 §4.1: implementations MUST NOT negotiate cipher suites offering less than 112 bits of security.
  test('have no keys for export', control('TLS-WEAK-03'), async ({ posture }) => {
    expect(await posture.suitesWith('export')).toHaveNoSuite('with a key shortened for export');
  });

  // RFC 7465: TLS servers MUST NOT select an RC4 cipher suite.
  test('do not use RC4', control('TLS-WEAK-04'), async ({ posture }) => {
    expect(await posture.suitesWith('rc4')).toHaveNoSuite('with RC4');
  });

  // RFC 8429 §4, CVE-2016-2183.
  test('have blocks of 128 bits at least', control('TLS-WEAK-05'), async ({ posture }) => {
    expect(await posture.suitesWith('64-bit-block')).toHaveNoSuite('with blocks of 64 bits');
  });

  // RFC 6151 §2.
  test('do not use MD5', control('TLS-WEAK-06'), async ({ posture }) => {
    expect(await posture.suitesWith('md5')).toHaveNoSuite('with MD5');
  });

  // RFC 4346 F.3, CVE-2011-3389.
  test('before TLS 1.2 do not chain blocks', control('TLS-WEAK-07'), async ({ posture }) => {
    expect(await posture.suitesWith('cbc-before-tls12')).toHaveNoSuite('with CBC before TLS 1.2');
  });

  // RFC 9325 §4.1: implementations SHOULD NOT negotiate cipher suites based on RSA key transport; §7.3.
  test('have forward secrecy', control('TLS-FORWARDSECRECY-01'), async ({ posture }) => {
    expect(await posture.suitesWith('no-forward-secrecy')).toHaveNoSuite('without forward secrecy');
  });

  // RFC 9325 §4.2.1.
  test(
    'are chosen by the side that the profile names',
    control('TLS-ORDER-01'),
    async ({ posture, required }) => {
      expect(await posture.orders()).toFollow(required('tls.order'));
    },
  );
});
