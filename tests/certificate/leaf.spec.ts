import { control, expect, test } from '../../fixtures/index.ts';

test.describe('The certificate', () => {
  // RFC 5280 §4.1.2.5: notAfter is the last moment at which the issuer vouches for it.
  test('is valid for long enough', control('CERT-EXPIRY-01'), async ({ tls, required }) => {
    expect(await tls.expiry()).toExpireLateEnough(required('certificate.expiry'));
  });

  // RFC 5280 §4.1.2.5: notBefore is the first.
  test('is valid already', control('CERT-VALIDITY-01'), async ({ tls }) => {
    expect(await tls.expiry()).toHaveBegun(new Date());
  });

  // RFC 9525 §6: names are matched against subjectAltName; the common name no longer counts.
  test('covers every name it is served for', control('CERT-NAME-01'), async ({ tls, required }) => {
    expect(await tls.certificate()).toCoverNames([tls.host, ...(required('certificate').names ?? [])]);
  });

  // NIST SP 800-131A r2 §3: RSA below 2048 bits and curves below 224 bits are disallowed.
  test('has a key that is large enough', control('CERT-KEY-01'), async ({ tls, required }) => {
    expect(await tls.certificate()).toHaveKeyOf(required('certificate.key'));
  });
});
