import type { Control } from './control.ts';
import { onTheServer } from './database-remedy.ts';

/** Who gets into a database, and as what. */
export const databaseRoles = {
  'DB-AUTH-01': {
    title: 'Roles are asked for SCRAM-SHA-256',
    family: 'database',
    severity: 'critical',
    section: 'database.authentication',
    why: 'trust lets everybody in; password shows the password to the server; an md5 hash that is stolen is as good as the password.',
    remedy: {
      ...onTheServer('scram-sha-256 as the method of every hostssl line of pg_hba.conf.'),
      fastify: 'scram-sha-256 in pg_hba.conf; pg speaks it by itself.',
      fastapi: 'scram-sha-256 in pg_hba.conf; psycopg and asyncpg speak it by themselves.',
    },
    references: ['RFC 7677 §3', 'PostgreSQL manual, Password Authentication', 'ASVS v5.0.0-13.2.1'],
  },
  'DB-AUTH-02': {
    title: 'Passwords of roles are stored as SCRAM verifiers',
    family: 'database',
    severity: 'high',
    section: 'database.authentication',
    why: 'A copy of the catalogue with md5 hashes is enough to log in with; a SCRAM verifier is not.',
    remedy: {
      ...onTheServer(
        "password_encryption = 'scram-sha-256' in postgresql.conf, then \\password for every role.",
      ),
      fastify:
        "password_encryption = 'scram-sha-256' in postgresql.conf, then \\password for the pool's role.",
      fastapi:
        "password_encryption = 'scram-sha-256' in postgresql.conf, then \\password for the DSN's role.",
    },
    references: ['RFC 5803 §3', 'PostgreSQL manual, password_encryption', 'ASVS v5.0.0-11.4.2'],
  },
  'DB-ROLE-01': {
    title: "The application's role has no privilege over the server",
    family: 'database',
    severity: 'critical',
    section: 'database.roles.unprivileged',
    why: 'One injected statement then reads files, runs programs, and turns the audit off.',
    remedy: {
      ...onTheServer(
        'ALTER ROLE application NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS, and REVOKE of pg_*_server_* roles.',
      ),
      fastify: 'A role of its own for the pool, which owns no database; migrations run as another.',
      fastapi: 'A role of its own for the DSN, which owns no database; Alembic runs as another.',
    },
    references: ['PostgreSQL manual, Role Attributes', 'ASVS v5.0.0-13.2.2'],
  },
  'DB-ROLE-02': {
    title: 'Roles without business on the network are refused',
    family: 'database',
    severity: 'high',
    section: 'database.roles.refused',
    why: 'Every installation has a superuser of the same name: passwords can be tried on it from afar.',
    remedy: {
      ...onTheServer(
        'pg_hba.conf names databases and roles in place of all; postgres comes through the local line alone.',
      ),
      fastify: 'pg_hba.conf names the role of the pool in place of all.',
      fastapi: 'pg_hba.conf names the role of the DSN in place of all.',
    },
    references: ['PostgreSQL manual, The pg_hba.conf File', 'ASVS v5.0.0-6.3.2', 'ASVS v5.0.0-13.2.3'],
  },
  'DB-LISTEN-01': {
    title: 'The database listens on the declared addresses alone',
    family: 'database',
    severity: 'medium',
    section: 'database.listenAddresses',
    why: 'What listens on every interface is one mistake in a firewall away from everybody.',
    remedy: {
      ...onTheServer("listen_addresses = '127.0.0.1', or the internal address, in postgresql.conf."),
      fastify:
        'listen_addresses in postgresql.conf names what the pool connects to; in Docker, no ports: for the database.',
      fastapi:
        'listen_addresses in postgresql.conf names what the DSN connects to; in Docker, no ports: for the database.',
    },
    references: ['PostgreSQL manual, listen_addresses', 'ASVS v5.0.0-13.2.2'],
  },
} as const satisfies Record<string, Control>;
