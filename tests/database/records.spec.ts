import {
  auditModule,
  auditSettings,
  control,
  databaseSettings,
  expect,
  markedStatements,
  pgcryptoRoundTrip,
  storedColumns,
  test,
} from '../../fixtures/index.ts';

test.describe('What the database keeps', () => {
  // PostgreSQL manual, pgcrypto: pgp_sym_encrypt() and pgp_sym_decrypt() are each other's reverse.
  test('can be encrypted', control('DB-CRYPTO-01'), async ({ database }) => {
    expect(await pgcryptoRoundTrip(database)).toMakeTheRoundTrip();
  });

  // RFC 4880 §5.1, §5.3: an encrypted message begins with a session key packet.
  test('is encrypted where it is sensitive', control('DB-CRYPTO-02'), async ({ database, required }) => {
    expect(await storedColumns(database, required('database.encryptedColumns'))).toHoldMessages();
  });
});

test.describe('What the database writes down', () => {
  // pgaudit's README: it must be in shared_preload_libraries, and created in the database.
  test('comes from pgaudit', control('DB-AUDIT-01'), async ({ database }) => {
    expect(await auditModule(database)).toBeAuditing();
  });

  // pgaudit's README, pgaudit.log: the classes of statements.
  test('covers the classes of statements', control('DB-AUDIT-02'), async ({ database, required }) => {
    expect(await auditSettings(database, ['log'])).toCoverClasses(required('database.audit.log'));
  });

  // pgaudit's README, "Settings".
  test('has what is asked for', control('DB-AUDIT-04'), async ({ database, required }) => {
    const wanted = required('database.audit.settings');
    expect(await auditSettings(database, Object.keys(wanted))).toHaveAuditSetting(wanted);
  });

  // pgaudit's README, "Format": AUDIT: SESSION, the class, the statement.
  test('really is in the log', control('DB-AUDIT-03'), async ({ database }) => {
    expect(await markedStatements(database)).toBeWrittenDown();
  });

  // PostgreSQL manual, log_connections and log_disconnections: both are off by default.
  test('says who came and when they left', control('DB-LOG-01'), async ({ database }) => {
    const settings = await databaseSettings(database, ['log_connections', 'log_disconnections']);
    expect(settings).toBeSwitchedOn();
  });
});
