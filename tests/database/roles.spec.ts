import { control, databaseSettings, expect, rolePrivileges, test } from '../../fixtures/index.ts';

test.describe('The roles of the database', () => {
  // RFC 7677: SCRAM-SHA-256. PostgreSQL manual, "Password Authentication": md5 and password are weaker.
  test('prove who they are with SCRAM', control('DB-AUTH-01'), async ({ database }) => {
    expect(await database.authentications()).toBeAskedForScram();
  });

  // PostgreSQL manual, password_encryption: how the next password is stored.
  test('have passwords stored as verifiers', control('DB-AUTH-02'), async ({ database, required }) => {
    const settings = await databaseSettings(database, ['password_encryption']);
    expect(settings).toBeSetTo(required('database.authentication'));
  });

  // PostgreSQL manual, "Role Attributes": a superuser bypasses all checks. ASVS 5.0 V13.2.2: least privilege.
  test('of the application are without privileges', control('DB-ROLE-01'), async ({ database }) => {
    expect(await rolePrivileges(database)).toBeUnprivileged();
  });

  // PostgreSQL manual, pg_hba.conf: what no line matches is refused.
  test(
    'that have no business on the network are refused',
    control('DB-ROLE-02'),
    async ({ database, required }) => {
      expect(await database.strangers(required('database.roles.refused'))).toBeRefusedAsStranger();
    },
  );

  // PostgreSQL manual, listen_addresses: * and 0.0.0.0 are every interface.
  test('come from where they should', control('DB-LISTEN-01'), async ({ database, required }) => {
    const settings = await databaseSettings(database, database.listenSettings);
    expect(settings).toListenOnlyOn(required('database.listenAddresses'));
  });
});
