import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Who a client is', () => {
  // RFC 5077 §4: a ticket holds the identity that the client showed, which may be none.
  test('is not in a session without one', control('MTLS-RESUME-01'), async ({ mutual }) => {
    expect(await mutual.unearnedSessions()).toGainNothing();
  });

  // RFC 6066 §3: a session is not resumed under another name. CVE-2025-23419: where it was, it was authenticated.
  test('counts under one name alone', control('MTLS-RESUME-02'), async ({ mutual, required }) => {
    expect(await mutual.foreignSession(required('clientCertificates.otherHost'))).toGainNothing();
  });

  // RFC 5077 §4: no certificate is sent in a resumed session; the identity is the ticket's.
  test('stays the same in a resumed session', control('MTLS-RESUME-03'), async ({ mutual, required }) => {
    expect(await mutual.resumedIdentity(required('clientCertificates.identityFields'))).toStayWhoItWas();
  });

  // RFC 9440 §4: the entry removes such fields from requests before it writes its own.
  test('is what its certificate says', control('MTLS-IDENTITY-01'), async ({ mutual, required }) => {
    expect(await mutual.forgedIdentity(required('clientCertificates.identityFields'))).toArriveAsCertified();
  });
});
