import { auditOverhead, control, expect, test } from '../../fixtures/index.ts';

// Requests with it and without it alternate, so that whatever else the machine does happens to both alike.
test.describe('The overhead', () => {
  test('of TLS on an open connection', control('LAT-TLS-01'), async ({ overheads }) => {
    expect(await overheads.of('tls')).toStayWithinBudget();
  });

  // RFC 8446 §2: one more round trip before the first request.
  test('of TLS with a handshake each', control('LAT-TLS-02'), async ({ overheads }) => {
    expect(await overheads.of('newConnection')).toStayWithinBudget();
  });

  // RFC 8446 §2.2: a resumed handshake has no certificate and no signature.
  test('of TLS with a resumed session each', control('LAT-TLS-03'), async ({ overheads }) => {
    expect(await overheads.of('resumedConnection')).toStayWithinBudget();
  });

  test('of the security header fields', control('LAT-HEADERS-01'), async ({ overheads }) => {
    expect(await overheads.of('headers')).toStayWithinBudget();
  });

  test('of the TLS entry over its application', control('LAT-EDGE-01'), async ({ overheads }) => {
    expect(await overheads.of('edge')).toStayWithinBudget();
  });

  test('of client certificates', control('LAT-MTLS-01'), async ({ overheads }) => {
    expect(await overheads.of('clientCertificates')).toStayWithinBudget();
  });

  test('of the audit of the database', control('LAT-AUDIT-01'), async ({ database, profile }) => {
    expect(await auditOverhead(database, profile)).toStayWithinBudget();
  });

  test('of the rate limiter', control('LAT-LIMITER-01'), async ({ overheads }) => {
    expect(await overheads.of('rateLimiter')).toStayWithinBudget();
  });
});
