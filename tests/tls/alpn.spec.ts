import {
  control,
  expect,
  foreignOffers,
  offeredAlone,
  offeredReversed,
  strangeOffers,
  test,
} from '../../fixtures/index.ts';

test.describe('Application protocols', () => {
  // RFC 7301 §3.2: the server selects one of the protocols that the client offers and it supports.
  test('of the profile are negotiated', control('TLS-ALPN-01'), async ({ session, required }) => {
    expect(await offeredAlone(session, required('tls.alpn'))).toNegotiateIt();
  });

  // RFC 7301 §3.2: it is expected to select the one that it prefers most.
  test('are chosen as the server prefers', control('TLS-ALPN-02'), async ({ session, required }) => {
    const protocols = required('tls.alpn');
    expect(await offeredReversed(session, protocols)).toNegotiate(protocols[0] ?? '');
  });

  // RFC 7301 §3.2: without one in common the server SHALL send no_application_protocol.
  test('that nobody speaks are refused', control('TLS-ALPN-03'), async ({ session, required }) => {
    expect(await strangeOffers(session, required('tls.alpn'))).toRefuseProtocol();
  });

  // RFC 9325 §3.8: strict ALPN against cross-protocol attacks.
  test('of other services are never chosen', control('TLS-ALPN-04'), async ({ session, required }) => {
    const protocols = required('tls.alpn');
    expect(await foreignOffers(session, protocols)).toNegotiateOnly(protocols);
  });
});
