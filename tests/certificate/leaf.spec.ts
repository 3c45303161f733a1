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

  // RFC 9525 §6.3: a wildcard is the complete left-most label. CA/B BR §7.1.2.7.12: an address is an iPAddress entry.
  test('has names that clients can match', control('CERT-NAME-02'), async ({ tls }) => {
    expect(await tls.certificate()).toHaveWellFormedNames();
  });

  // RFC 9525 §7.5: what shares a certificate shares the fate of its key.
  test('covers no other name', control('CERT-NAME-03'), async ({ tls, required }) => {
    expect(await tls.certificate()).toCoverOnly([tls.host, ...(required('certificate').names ?? [])]);
  });

  // CA/B BR §6.3.2: 398 days, 200 from 2026-03-15, 100 from 2027-03-15, 47 from 2029-03-15.
  test('does not live too long', control('CERT-LIFETIME-01'), async ({ tls, required }) => {
    expect(await tls.certificate()).toLiveAtMost(required('certificate.lifetime'));
  });

  // RFC 5480 §2.1.1: which curve a key is on decides which clients can verify it, and how well it holds.
  test('has a key on an allowed curve', control('CERT-KEY-02'), async ({ tls, required }) => {
    expect(await tls.certificate()).toHaveKeyOnCurve(required('certificate.key.curves'));
  });

  // RFC 5280 §4.2.1.9: a certificate whose cA is not set cannot be used to verify other certificates.
  test('is no authority', control('CERT-CA-01'), async ({ tls }) => {
    expect(await tls.certificate()).toHaveNoAuthorityAsLeaf();
  });

  // RFC 8446 §4.4.2.2: the key usage allows digitalSignature. RFC 8813 §3: EC keys encipher nothing.
  test('may be used for signing', control('CERT-USAGE-01'), async ({ tls }) => {
    expect(await tls.certificate()).toHaveServerKeyUsage();
  });

  // CA/B BR §7.1.2.7.10: serverAuth MUST be present, anyExtendedKeyUsage MUST NOT.
  test('is for TLS servers', control('CERT-USAGE-02'), async ({ tls }) => {
    expect(await tls.certificate()).toHaveServerPurpose();
  });

  // CA/B BR §7.1.2.7: a positive number with at least 64 bits of a CSPRNG. RFC 5280 §4.1.2.2: at most 20 octets.
  test('has a serial number that cannot be foreseen', control('CERT-SERIAL-01'), async ({ tls }) => {
    expect(await tls.certificate()).toHaveSoundSerialNumber();
  });

  // RFC 7469 §2.6: one of the keys of the validated chain is among the pins.
  test('is pinned', control('CERT-PIN-01'), async ({ tls, required }) => {
    expect(await tls.certificate()).toBePinned(required('certificate.pins'));
  });
});
