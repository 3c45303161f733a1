import { control, expect, test } from '../../fixtures/index.ts';

test.describe('The key exchange', () => {
  // RFC 9325 §4.4: Diffie-Hellman keys of less than 2048 bits are not recommended. CVE-2015-4000.
  test('uses primes that are long enough', control('TLS-DH-01'), async ({ posture, required }) => {
    expect(await posture.dhPrimes()).toHaveBits(required('tls.dhBits'));
  });

  // RFC 8446 §9.1: secp256r1 MUST and X25519 SHOULD be supported.
  test('accepts the required groups', control('TLS-GROUP-01'), async ({ posture, required }) => {
    const groups = required('tls.groups.required');
    expect(await posture.groups(groups)).toAcceptAll(groups);
  });

  // RFC 9325 §4.2.1, RFC 8422 §5.1.1.
  test('accepts no group outside the policy', control('TLS-GROUP-02'), async ({ posture, required }) => {
    const groups = required('tls.groups.allowed');
    expect(await posture.groups(groups)).toAcceptOnly(groups);
  });

  // RFC 8422 §5.1.1.
  test('accepts no forbidden group', control('TLS-GROUP-03'), async ({ posture, required }) => {
    const groups = required('tls.groups.forbidden');
    expect(await posture.groups(groups)).toAcceptNone(groups);
  });

  // NIST FIPS 203; draft-ietf-tls-ecdhe-mlkem.
  test('resists a quantum computer', control('TLS-POSTQUANTUM-01'), async ({ posture, required }) => {
    expect(await posture.hybridGroups(required('tls.postQuantum'))).toAcceptHybrids();
  });

  // RFC 8446 §9.1: the algorithms that every implementation has.
  test(
    'is signed with the required algorithms',
    control('TLS-SIGNATURE-01'),
    async ({ posture, required }) => {
      const algorithms = required('tls.signatureAlgorithms.required');
      expect(await posture.signatureAlgorithms(algorithms)).toAcceptAll(algorithms);
    },
  );

  // The policy's list.
  test('is signed with nothing else', control('TLS-SIGNATURE-02'), async ({ posture, required }) => {
    const algorithms = required('tls.signatureAlgorithms.allowed');
    expect(await posture.signatureAlgorithms(algorithms)).toAcceptOnly(algorithms);
  });

  // RFC 9155: MD5 and SHA-1 MUST NOT be used in signatures of TLS 1.2.
  test(
    'is not signed with a forbidden algorithm',
    control('TLS-SIGNATURE-03'),
    async ({ posture, required }) => {
      const algorithms = required('tls.signatureAlgorithms.forbidden');
      expect(await posture.signatureAlgorithms(algorithms)).toAcceptNone(algorithms);
    },
  );
});
