import { control, expect, test } from '../../fixtures/index.ts';

test.describe('The transport to the database', () => {
  // PostgreSQL manual, pg_hba.conf: hostssl matches connections with TLS alone. ASVS 5.0 V12.3.1: databases included.
  test('is encrypted or nothing', control('DB-TLS-01'), async ({ database }) => {
    expect(await database.transports()).toRefusePlaintext();
  });

  // RFC 8996: TLS 1.0 and 1.1 MUST NOT be used.
  test('speaks no old version', control('DB-TLS-02'), async ({ database, required }) => {
    expect(await database.versions(required('database.tls.versions.refused'))).toBeRefusedByDatabase();
  });

  // RFC 9325 §3.1.1: TLS 1.2 MUST be supported, TLS 1.3 SHOULD be.
  test('speaks every version that is required', control('DB-TLS-03'), async ({ database, required }) => {
    expect(await database.versions(required('database.tls.versions.required'))).toBeSpokenByDatabase();
  });
});

test.describe("The database's certificate", () => {
  // RFC 5280 §6: a path to a trust anchor. PostgreSQL manual, libpq, "SSL Support": sslmode=verify-ca.
  test('is trusted', control('DB-CERT-01'), async ({ database }) => {
    expect(await database.certificate()).toBeTrustedToday();
  });

  // RFC 9525 §6: the name is matched. PostgreSQL manual, libpq, "SSL Support": sslmode=verify-full.
  test('names the host', control('DB-CERT-02'), async ({ database }) => {
    expect(await database.certificate()).toCoverNames([database.host]);
  });

  // NIST SP 800-57 part 1: keys of equivalent strength. ASVS 5.0 V11.2.3.
  test('has a key that is large enough', control('DB-CERT-03'), async ({ database, required }) => {
    expect(await database.certificate()).toHaveKeyOf(required('database.certificate.key'));
  });
});
