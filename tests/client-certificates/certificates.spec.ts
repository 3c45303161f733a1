import { control, expect, test } from '../../fixtures/index.ts';

test.describe('A client certificate', () => {
  // RFC 8446 §4.4.2: the client answers a CertificateRequest with its chain, and may then speak.
  test('that is right is let through', control('MTLS-ACCEPT-01'), async ({ mutual, required, profile }) => {
    const { status } = profile.routes[required('clientCertificates.route')] ?? {};
    expect(await mutual.right()).toBeLetThrough(status ?? 200);
  });

  // RFC 8446 §4.4.2.4: a server may go on without a certificate, or abort with certificate_required.
  test('is required', control('MTLS-MISSING-01'), async ({ mutual }) => {
    expect(await mutual.anonymous()).toBeTurnedAway();
  });

  // RFC 5280 §6.1: a path begins at a trust anchor, which is a name and a key.
  test('of another authority is refused', control('MTLS-AUTHORITY-01'), async ({ mutual }) => {
    expect(await mutual.forged('strangeAuthority', 'namesakeAuthority')).toBeTurnedAway();
  });

  // RFC 5280 §6.1.3 (a)(1): each signature is verified with the key of the issuer.
  test('that is self-signed is refused', control('MTLS-SELFSIGNED-01'), async ({ mutual }) => {
    expect(await mutual.forged('selfSigned')).toBeTurnedAway();
  });

  // RFC 5280 §6.1.4 (k): whoever issues has cA set in its basic constraints.
  test('issued with a certificate is refused', control('MTLS-PATH-01'), async ({ mutual }) => {
    expect(await mutual.forged('issuedByLeaf')).toBeTurnedAway();
  });

  // RFC 5280 §6.1.3 (a)(2): the validity period includes the current time.
  test('that has expired is refused', control('MTLS-EXPIRED-01'), async ({ mutual }) => {
    expect(await mutual.flawed('expired')).toBeTurnedAway();
  });

  // RFC 5280 §6.1.3 (a)(2), from its other end.
  test('that is not yet valid is refused', control('MTLS-FUTURE-01'), async ({ mutual }) => {
    expect(await mutual.flawed('notYetValid')).toBeTurnedAway();
  });

  // RFC 5280 §4.2.1.12: with the extension, a certificate is for the purposes that it names alone.
  test('for servers alone is refused', control('MTLS-USAGE-01'), async ({ mutual }) => {
    expect(await mutual.flawed('wrongUsage')).toBeTurnedAway();
  });

  // RFC 5280 §6.1.3 (a)(3): at the current time, the certificate is not revoked.
  test('that is revoked is refused', control('MTLS-REVOKED-01'), async ({ mutual }) => {
    expect(await mutual.flawed('revoked')).toBeTurnedAway();
  });

  // RFC 8446 §4.2.4: the names of acceptable authorities guide the choice of the client.
  test('is asked for by its authority', control('MTLS-REQUEST-01'), async ({ mutual }) => {
    expect(await mutual.requests()).toNameAuthorityOf(mutual.rightCertificates);
  });

  // RFC 8446 §4.4.2.4: the server decides on the certificate, before it has seen a request.
  test('is asked for before a body', control('MTLS-EARLY-01'), async ({ mutual }) => {
    expect(await mutual.anonymousUpload()).toBeTurnedAwayEarly();
  });
});
