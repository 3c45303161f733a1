import { addressCertificates, control, expect, keyTypeCertificates, test } from '../../fixtures/index.ts';

test.describe('The certificates that other clients get', () => {
  // RFC 8305: clients try the addresses of a name in an order of their own, so all of them are the same server.
  test('are the same on every address', control('CERT-ADDRESS-01'), async ({ tls }) => {
    expect(await addressCertificates(tls)).toBeTheOrdinaryCertificate();
  });

  // RFC 8446 §4.4.2.2: a server that has several certificates chooses by what the client can verify.
  test('hold for each type of key', control('CERT-KEYTYPE-01'), async ({ tls, required }) => {
    expect(await keyTypeCertificates(tls)).toHoldAsWell(required('certificate'), tls.host, new Date());
  });
});
