import {
  announcement,
  control,
  expect,
  promises,
  quicAnswer,
  quicServers,
  test,
} from '../../fixtures/index.ts';

test.describe('HTTP/3', () => {
  // RFC 9114 §3.1.1: Alt-Svc with h3 tells clients to try QUIC on that port.
  test('answers where Alt-Svc announces it', control('TLS-HTTP3-01'), async ({ session, routes }) => {
    expect(await promises(session, routes)).toKeepItsPromise();
  });

  // RFC 7838 §3: the field is how a client comes to know of it.
  test('is announced as declared', control('TLS-HTTP3-02'), async ({ session, routes, required }) => {
    expect(await announcement(session, routes)).toAnnounceHttp3(required('tls.http3.advertised'));
  });

  // RFC 9000 §6.1: a server that listens names its versions to whoever asks with another.
  test('is not served unannounced', control('TLS-HTTP3-03'), async ({ session, routes }) => {
    expect(await quicAnswer(session, routes)).toBeQuiet();
  });

  // RFC 9000 §5.2.2: servers MUST drop smaller packets that specify unsupported versions.
  test('ignores small datagrams', control('TLS-HTTP3-04'), async ({ session, routes }) => {
    expect(await quicServers(session, routes)).toIgnoreSmallDatagrams();
  });
});
