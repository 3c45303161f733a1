import {
  control,
  expect,
  foreignResumptions,
  renegotiation,
  resumption,
  test,
  ticketLifetimes,
} from '../../fixtures/index.ts';

test.describe('Sessions', () => {
  // RFC 5246 §7.3: a server that still knows the id of a session may resume it.
  test('are resumed by id as declared', control('TLS-SESSION-01'), async ({ session, routes, required }) => {
    expect(await resumption(session, routes, 'id')).toBeResumed(required('tls.sessions.id'));
  });

  // RFC 5077 §3.1: the server keeps nothing and gives the client the session, encrypted, to bring back.
  test(
    'are resumed by ticket as declared',
    control('TLS-SESSION-02'),
    async ({ session, routes, required }) => {
      expect(await resumption(session, routes, 'ticket')).toBeResumed(required('tls.sessions.ticket'));
    },
  );

  // RFC 8446 §2.2: a pre-shared key from an earlier handshake.
  test(
    'of TLS 1.3 are resumed as declared',
    control('TLS-SESSION-03'),
    async ({ session, routes, required }) => {
      expect(await resumption(session, routes, 'psk')).toBeResumed(required('tls.sessions.psk'));
    },
  );

  // RFC 8446 §4.6.1: servers MUST NOT state more than seven days. RFC 9325 §3.4: a reasonable duration.
  test('do not last too long', control('TLS-SESSION-04'), async ({ session, routes, required }) => {
    expect(await ticketLifetimes(session, routes)).toExpireWithin(required('tls.sessions.lifetimeSeconds'));
  });

  // RFC 6066 §3: a server MUST NOT resume a session under another name than that of the session.
  // TLS 1.3 leaves that to the server (RFC 8446 §4.6.1), which then has to keep apart what its names allow.
  test('stay with their name', control('TLS-SESSION-05'), async ({ session, routes }) => {
    expect(await foreignResumptions(session, routes)).toStayWithItsName();
  });
});

test.describe('Renegotiation', () => {
  // RFC 5246 §7.2.2: no_renegotiation. BSI TR-02102-2: servers refuse renegotiation that clients begin.
  test('by the client is refused', control('TLS-RENEGOTIATION-01'), async ({ session, routes }) => {
    expect(await renegotiation(session, routes)).toRefuseRenegotiation();
  });
});
