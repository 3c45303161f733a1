import {
  capitalsHandshake,
  control,
  expect,
  frontedAnswers,
  namelessHandshake,
  test,
  unknownNameHandshake,
} from '../../fixtures/index.ts';

test.describe('Server names', () => {
  // RFC 6066 §3: a server that does not recognise the name SHOULD abort with unrecognized_name, or go on.
  test('that are unknown are refused', control('TLS-SNI-01'), async ({ session, required }) => {
    expect(await unknownNameHandshake(session)).toBeAdmitted(required('tls.names.unknown'));
  });

  // RFC 8446 §9.2: servers may require the name, and then send missing_extension.
  test('may be left out, or not, as declared', control('TLS-SNI-02'), async ({ session, required }) => {
    expect(await namelessHandshake(session)).toBeAdmitted(required('tls.names.absent'));
  });

  // RFC 9110 §7.4, §15.5.20: a request that came over a connection for another authority is misdirected.
  test('bind the requests that follow', control('TLS-SNI-03'), async ({ session, routes }) => {
    expect(await frontedAnswers(session, routes)).toBeMisdirected();
  });

  // RFC 6066 §3: host names are compared without regard to case (RFC 4343).
  test('are recognised in capitals', control('TLS-SNI-04'), async ({ session }) => {
    expect(await capitalsHandshake(session)).toBeAdmitted('served');
  });
});
