import { control, expect, test } from '../../fixtures/index.ts';

test.describe('The chain', () => {
  // RFC 8446 §4.4.2: the sender's certificate comes first, each following one certifies the one before it.
  test(
    'is complete and leads to a trusted authority',
    control('CERT-CHAIN-01'),
    async ({ tls, required }) => {
      expect(await tls.certificate()).toHaveTrustedChain(required('certificate.chain'));
    },
  );

  // RFC 9155: SHA-1 and MD5 signatures are deprecated.
  test('has no signature with a broken hash', control('CERT-SIGNATURE-01'), async ({ tls, required }) => {
    expect(await tls.certificate()).toBeSignedSoundly(required('certificate.signature'));
  });
});
