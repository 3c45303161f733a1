import { control, expect, test, timestampSources } from '../../fixtures/index.ts';

test.describe('What comes with the certificate', () => {
  // RFC 6962 §3.3: timestamps come in the certificate, in the OCSP response, or in an extension of TLS.
  test('includes enough timestamps', control('CERT-SCT-01'), async ({ tls, required }) => {
    expect(await timestampSources(tls)).toHaveTimestamps(required('certificate.transparency'), new Date());
  });

  // RFC 7633 §4.2.3.1: a client may reject the handshake where a promised status does not come.
  test('includes the OCSP response that it promises', control('CERT-OCSP-01'), async ({ tls, required }) => {
    expect(await tls.certificate()).toHonourMustStaple(required('certificate').stapling, new Date());
  });

  // RFC 6960 §3.2: the response is about the certificate, its signer is authorized, and it says good.
  test('includes an OCSP response that says good', control('CERT-OCSP-02'), async ({ tls }) => {
    expect(await tls.certificate()).toHaveGoodStaple();
  });

  // RFC 6960 §4.2.2.1: what is past nextUpdate is unreliable.
  test('includes an OCSP response that is fresh', control('CERT-OCSP-03'), async ({ tls, required }) => {
    expect(await tls.certificate()).toHaveFreshStaple(required('certificate.stapling'), new Date());
  });
});
