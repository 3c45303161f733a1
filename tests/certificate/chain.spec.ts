import { control, expect, test } from '../../fixtures/index.ts';

test.describe('The chain', () => {
  // RFC 8446 §4.4.2: the sender's certificate comes first, each following one certifies the one before it.
  test(
    'is complete and leads to a trusted authority',
    control('CERT-CHAIN-01'),
    async ({ tls, required }) => {
      expect(await tls.certificate()).toHaveTrustedChain(required('certificate'), new Date());
    },
  );

  // RFC 9155: SHA-1 and MD5 signatures are deprecated.
  test('has no signature with a broken hash', control('CERT-SIGNATURE-01'), async ({ tls, required }) => {
    expect(await tls.certificate()).toBeSignedSoundly(required('certificate.signature'));
  });

  // RFC 5246 §7.4.2: each following certificate MUST directly certify the one preceding it; RFC 8446 §4.4.2: SHOULD.
  test('is in order', control('CERT-CHAIN-02'), async ({ tls }) => {
    expect(await tls.certificate()).toBeOrdered();
  });

  // RFC 8446 §4.4.2: a certificate that specifies a trust anchor MAY be omitted, as clients have it already.
  test('leaves out the root', control('CERT-CHAIN-03'), async ({ tls }) => {
    expect(await tls.certificate()).toLeaveOutTheRoot();
  });

  // RFC 5246 §7.4.2: a chain holds what certifies, and nothing else.
  test('has nothing superfluous', control('CERT-CHAIN-04'), async ({ tls }) => {
    expect(await tls.certificate()).toHaveNoSurplus();
  });

  // RFC 5280 §6.1.3 (a)(2): the validity of every certificate of the path includes the current time.
  test('has intermediates that are valid today', control('CERT-CHAIN-05'), async ({ tls }) => {
    expect(await tls.certificate()).toHaveValidIntermediates(new Date());
  });

  // RFC 5280 §6.1.4 (k), (m), (n): cA is set, path lengths are kept, keyCertSign is set.
  test('has intermediates that may issue', control('CERT-CA-02'), async ({ tls }) => {
    expect(await tls.certificate()).toHaveEntitledIntermediates();
  });

  // CA/B BR §6.1.5: RSA of 2048 bits or P-256 at least, for authorities as for leaves.
  test('has intermediate keys that are large enough', control('CERT-KEY-03'), async ({ tls, required }) => {
    expect(await tls.certificate()).toHaveIntermediateKeysOf(required('certificate.key'));
  });
});
