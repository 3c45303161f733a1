import type { Control } from './control.ts';
import { onTheServer } from './database-remedy.ts';

/** What a database keeps, and what it writes down of what is done with it. */
export const databaseRecords = {
  'DB-CRYPTO-01': {
    title: 'pgcrypto encrypts and decrypts',
    family: 'database',
    severity: 'medium',
    section: 'database.pgcrypto',
    why: 'What the application means to store encrypted cannot be, and a migration that fails is soon worked around.',
    remedy: {
      ...onTheServer('CREATE EXTENSION pgcrypto in the database of the application.'),
      fastify: 'A migration with CREATE EXTENSION pgcrypto, run by the owner of the database.',
      fastapi:
        "op.execute('CREATE EXTENSION IF NOT EXISTS pgcrypto') in an Alembic migration, run by the owner of the database.",
    },
    references: ['PostgreSQL manual, pgcrypto', 'ASVS v5.0.0-11.3.2'],
  },
  'DB-CRYPTO-02': {
    title: 'Sensitive columns hold nothing but encrypted messages',
    family: 'database',
    severity: 'high',
    section: 'database.encryptedColumns',
    why: 'A backup, a replica or one injected SELECT shows what was said to be encrypted.',
    remedy: {
      ...onTheServer(
        'A bytea column written with pgp_sym_encrypt(), and an UPDATE for the values that are there already.',
      ),
      fastify: 'pgp_sym_encrypt($1, $2) in the INSERT, with a key that is not in the database.',
      fastapi: 'func.pgp_sym_encrypt(value, key) in SQLAlchemy, with a key that is not in the database.',
    },
    references: ['RFC 4880 §5.3', 'PostgreSQL manual, pgcrypto', 'ASVS v5.0.0-14.2.4'],
  },
  'DB-AUDIT-01': {
    title: 'pgaudit is loaded and created',
    family: 'database',
    severity: 'high',
    section: 'database.audit',
    why: 'What was read and changed, and by whom, is known to nobody afterwards.',
    remedy: {
      ...onTheServer(
        "shared_preload_libraries = 'pgaudit', a restart, and CREATE EXTENSION pgaudit in every database.",
      ),
      fastify: 'A migration with CREATE EXTENSION pgaudit, once the server has loaded it.',
      fastapi:
        "op.execute('CREATE EXTENSION IF NOT EXISTS pgaudit') in an Alembic migration, once the server has loaded it.",
    },
    references: ['pgaudit README, Compile and Install', 'ASVS v5.0.0-16.3.3'],
  },
  'DB-AUDIT-02': {
    title: 'The audit covers the declared classes of statements',
    family: 'database',
    severity: 'high',
    section: 'database.audit.log',
    why: 'What an intruder does in a class that is left out leaves no trace.',
    remedy: {
      ...onTheServer(
        "pgaudit.log = 'all' in postgresql.conf, and ALTER ROLE ... RESET pgaudit.log for roles that differ.",
      ),
      fastify: "ALTER ROLE ... RESET pgaudit.log for the pool's role; pgaudit.log in postgresql.conf.",
      fastapi: "ALTER ROLE ... RESET pgaudit.log for the DSN's role; pgaudit.log in postgresql.conf.",
    },
    references: ['pgaudit README, pgaudit.log', 'ASVS v5.0.0-16.3.3'],
  },
  'DB-AUDIT-03': {
    title: 'Audited statements are found in the log',
    family: 'database',
    severity: 'high',
    section: 'database.audit.written',
    why: 'An audit that is configured and not written is noticed on the day when it is needed.',
    remedy: {
      ...onTheServer(
        'log_min_messages = warning and pgaudit.log_level = log in postgresql.conf: what is below the former is dropped.',
      ),
      fastify:
        'log_min_messages = warning and pgaudit.log_level = log in postgresql.conf; no SET of them by the pool.',
      fastapi:
        'log_min_messages = warning and pgaudit.log_level = log in postgresql.conf; no options=-c of them in the DSN.',
    },
    references: ['pgaudit README, Format', 'ASVS v5.0.0-16.2.1'],
  },
  'DB-AUDIT-04': {
    title: 'The audit has the declared settings',
    family: 'database',
    severity: 'medium',
    section: 'database.audit.settings',
    why: 'Who sees that a statement ran and not how many rows it touched cannot tell a look-up from a theft.',
    remedy: {
      ...onTheServer('pgaudit.log_rows = on, or what else the profile names, in postgresql.conf.'),
      fastify:
        "ALTER ROLE ... RESET of pgaudit's settings for the pool's role; the values in postgresql.conf.",
      fastapi:
        "ALTER ROLE ... RESET of pgaudit's settings for the DSN's role; the values in postgresql.conf.",
    },
    references: ['pgaudit README, Settings', 'ASVS v5.0.0-16.2.1'],
  },
  'DB-LOG-01': {
    title: 'Connections and disconnections are logged',
    family: 'database',
    severity: 'medium',
    section: 'database.connectionLog',
    why: 'Who was in the database, from where and how long is the first question after a break-in.',
    remedy: {
      ...onTheServer('log_connections = on and log_disconnections = on in postgresql.conf.'),
      fastify:
        'log_connections = on and log_disconnections = on in postgresql.conf; application_name of the pool tells whose they are.',
      fastapi:
        'log_connections = on and log_disconnections = on in postgresql.conf; application_name in the DSN tells whose they are.',
    },
    references: ['PostgreSQL manual, Error Reporting and Logging', 'ASVS v5.0.0-16.2.1'],
  },
} as const satisfies Record<string, Control>;
