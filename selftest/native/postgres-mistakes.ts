import type { ControlId } from '../../controls/index.ts';
import type { DatabaseDefect } from '../../stack/postgres/postgres.ts';

/** A classic mistake: what it changes in the conforming files, and the controls that must tell of it. */
interface DatabaseMistake extends Pick<DatabaseDefect, 'certificate'> {
  readonly mistake: string;
  readonly changes?: readonly (readonly [file: string, text: string, instead: string])[];
  readonly fails: readonly ControlId[];
}

const CONF = 'postgresql.conf';
const HBA = 'pg_hba.conf';
const FIRST_RULE = 'hostssl  app       application  127.0.0.1/32  scram-sha-256';
const FIRST_ROLE = 'CREATE ROLE application LOGIN NOSUPERUSER';
const LAST_GRANT = 'GRANT SELECT, INSERT, UPDATE, DELETE ON customers TO application;';

const JIT_COSTS = ['jit_above_cost', 'jit_optimize_above_cost', 'jit_inline_above_cost'];

/** A rule for the application's role by another method. */
function method(name: string): readonly [string, string, string] {
  return [HBA, FIRST_RULE, `hostssl  app       application  127.0.0.1/32  ${name}`];
}

/** The mistakes that prove the controls of the database able to fail, each made on a real PostgreSQL. */
export const DATABASE_MISTAKES: readonly DatabaseMistake[] = [
  {
    mistake: 'host where hostssl belongs',
    changes: [[HBA, FIRST_RULE, FIRST_RULE.replace('hostssl', 'host   ')]],
    fails: ['DB-TLS-01'],
  },
  {
    // No other control has anything to look at without TLS.
    mistake: 'ssl = off',
    changes: [[CONF, 'ssl = on', 'ssl = off']],
    fails: ['DB-TLS-01'],
  },
  {
    // Debian's OpenSSL speaks old versions at security level 0 alone, which is how they are brought back.
    mistake: 'ssl_min_protocol_version = TLSv1',
    changes: [
      [CONF, "ssl_min_protocol_version = 'TLSv1.2'", "ssl_min_protocol_version = 'TLSv1'"],
      [CONF, "ssl_ciphers = 'ECDHE+AESGCM:ECDHE+CHACHA20'", "ssl_ciphers = 'DEFAULT@SECLEVEL=0'"],
    ],
    fails: ['DB-TLS-02'],
  },
  {
    mistake: 'ssl_max_protocol_version = TLSv1.2',
    changes: [[CONF, "ssl_max_protocol_version = 'TLSv1.3'", "ssl_max_protocol_version = 'TLSv1.2'"]],
    fails: ['DB-TLS-03'],
  },
  {
    mistake: 'a certificate of an unknown authority',
    certificate: { chain: 'unknown-authority' },
    fails: ['DB-CERT-01'],
  },
  {
    mistake: 'a certificate that has expired',
    certificate: { notBeforeDays: -40, notAfterDays: -10 },
    fails: ['DB-CERT-01'],
  },
  {
    mistake: 'a certificate for another name',
    certificate: { names: ['other.example.com'] },
    fails: ['DB-CERT-02'],
  },
  {
    mistake: 'an RSA key of 2048 bits',
    certificate: { key: 'RSA-2048' },
    fails: ['DB-CERT-03'],
  },
  { mistake: 'the method trust', changes: [method('trust')], fails: ['DB-AUTH-01'] },
  { mistake: 'the method password', changes: [method('password')], fails: ['DB-AUTH-01'] },
  {
    // The method md5 takes SCRAM where the password is stored for it.
    mistake: 'the method md5 and a password stored as md5',
    changes: [
      method('md5'),
      ['roles.sql', FIRST_ROLE, `SET password_encryption = 'md5';\n\n${FIRST_ROLE}`],
      ['roles.sql', 'CREATE ROLE auditor', 'RESET password_encryption;\n\nCREATE ROLE auditor'],
    ],
    fails: ['DB-AUTH-01'],
  },
  {
    mistake: 'password_encryption = md5',
    changes: [[CONF, "password_encryption = 'scram-sha-256'", "password_encryption = 'md5'"]],
    fails: ['DB-AUTH-02'],
  },
  {
    mistake: 'a superuser for the application',
    changes: [['roles.sql', FIRST_ROLE, FIRST_ROLE.replace('NOSUPERUSER', 'SUPERUSER')]],
    fails: ['DB-ROLE-01'],
  },
  {
    mistake: 'programs of the server for the application',
    changes: [
      [
        'roles.sql',
        'CREATE DATABASE app;',
        'GRANT pg_execute_server_program TO application;\n\nCREATE DATABASE app;',
      ],
    ],
    fails: ['DB-ROLE-01'],
  },
  {
    mistake: 'all roles in a rule',
    changes: [[HBA, FIRST_RULE, FIRST_RULE.replace('application', 'all        ')]],
    fails: ['DB-ROLE-02'],
  },
  {
    mistake: "listen_addresses = '*'",
    changes: [[CONF, "listen_addresses = '127.0.0.1'", "listen_addresses = '*'"]],
    fails: ['DB-LISTEN-01'],
  },
  {
    mistake: 'no pgcrypto',
    changes: [['schema.sql', LAST_GRANT, `${LAST_GRANT}\n\nDROP EXTENSION pgcrypto;`]],
    fails: ['DB-CRYPTO-01'],
  },
  {
    mistake: 'one value in the clear',
    changes: [['schema.sql', "pgp_sym_encrypt('98/765/43210', '{columnKey}')", "'98/765/43210'"]],
    fails: ['DB-CRYPTO-02'],
  },
  {
    mistake: 'pgaudit not loaded',
    changes: [[CONF, "shared_preload_libraries = 'pgaudit'", "shared_preload_libraries = ''"]],
    fails: ['DB-AUDIT-01'],
  },
  {
    mistake: 'pgaudit not created',
    changes: [['schema.sql', 'CREATE EXTENSION pgaudit;\n\n', '']],
    fails: ['DB-AUDIT-01'],
  },
  {
    mistake: 'pgaudit.log = none',
    changes: [[CONF, "pgaudit.log = 'all'", "pgaudit.log = 'none'"]],
    fails: ['DB-AUDIT-02'],
  },
  {
    mistake: 'an application that the audit leaves out',
    changes: [
      ['schema.sql', LAST_GRANT, `${LAST_GRANT}\n\nALTER ROLE application SET pgaudit.log = 'ddl, role';`],
    ],
    fails: ['DB-AUDIT-02'],
  },
  {
    mistake: 'a log that leaves the audit out',
    changes: [[CONF, "log_min_messages = 'warning'", "log_min_messages = 'fatal'"]],
    fails: ['DB-AUDIT-03'],
  },
  {
    mistake: 'pgaudit.log_rows = off',
    changes: [[CONF, 'pgaudit.log_rows = on', 'pgaudit.log_rows = off']],
    fails: ['DB-AUDIT-04'],
  },
  {
    // Each statement of the application is then compiled and optimised before it is run, which takes milliseconds.
    mistake: 'jit_above_cost = 0 for the role that is audited',
    changes: [
      [
        'schema.sql',
        LAST_GRANT,
        [LAST_GRANT, ...JIT_COSTS.map((name) => `ALTER ROLE application SET ${name} = 0;`)].join('\n\n'),
      ],
    ],
    fails: ['LAT-AUDIT-01'],
  },
  {
    mistake: 'log_connections = off',
    changes: [[CONF, 'log_connections = on', 'log_connections = off']],
    fails: ['DB-LOG-01'],
  },
  {
    mistake: 'log_disconnections = off',
    changes: [[CONF, 'log_disconnections = on', 'log_disconnections = off']],
    fails: ['DB-LOG-01'],
  },
];
