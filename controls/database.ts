import type { Control } from './control.ts';
import { onTheServer } from './database-remedy.ts';

/** How a database is spoken to. */
export const database = {
  'DB-TLS-01': {
    title: 'The database refuses connections without TLS',
    family: 'database',
    severity: 'critical',
    section: 'database.tls.required',
    why: 'Queries, results and what proves the role cross the network in the clear, for everybody on the way to read and change.',
    remedy: {
      ...onTheServer(
        'ssl = on in postgresql.conf, and hostssl in place of host in every line of pg_hba.conf.',
      ),
      fastify:
        'hostssl in pg_hba.conf; and ssl: { ca, rejectUnauthorized: true } for the pool, as pg goes without TLS otherwise.',
      fastapi:
        'hostssl in pg_hba.conf; and sslmode=verify-full in the DSN: require verifies nobody, prefer falls back to plaintext.',
    },
    references: ['PostgreSQL manual, The pg_hba.conf File', 'RFC 9325 §3.2', 'ASVS v5.0.0-12.3.1'],
  },
  'DB-TLS-02': {
    title: 'The database speaks no refused version of TLS',
    family: 'database',
    severity: 'high',
    section: 'database.tls.versions.refused',
    why: 'TLS 1.0 and 1.1 rest on SHA-1 and on CBC as it is attacked; a client can be brought to use them.',
    remedy: {
      ...onTheServer("ssl_min_protocol_version = 'TLSv1.2' in postgresql.conf."),
      fastify:
        "ssl_min_protocol_version = 'TLSv1.2' in postgresql.conf; minVersion: 'TLSv1.2' in the pool's ssl.",
      fastapi:
        "ssl_min_protocol_version = 'TLSv1.2' in postgresql.conf; ssl_min_protocol_version=TLSv1.2 in the DSN.",
    },
    references: ['RFC 8996 §4', 'NIST SP 800-52r2 §3.1', 'ASVS v5.0.0-12.1.1'],
  },
  'DB-TLS-03': {
    title: 'The database speaks every required version of TLS',
    family: 'database',
    severity: 'medium',
    section: 'database.tls.versions.required',
    why: 'Clients that can speak the better version are left with the worse one.',
    remedy: {
      ...onTheServer(
        "ssl_max_protocol_version = '' in postgresql.conf, which sets no upper bound; TLS 1.3 takes OpenSSL 1.1.1.",
      ),
      fastify: "ssl_max_protocol_version = '' in postgresql.conf; no maxVersion in the pool's ssl.",
      fastapi: "ssl_max_protocol_version = '' in postgresql.conf; no ssl_max_protocol_version in the DSN.",
    },
    references: ['RFC 9325 §3.1.1', 'NIST SP 800-52r2 §3.1'],
  },
  'DB-CERT-01': {
    title: "The database's certificate is trusted",
    family: 'database',
    severity: 'high',
    section: 'database.certificate.trusted',
    why: 'A client that cannot verify the server is told not to, and then speaks TLS with whoever answers.',
    remedy: {
      ...onTheServer(
        'ssl_cert_file with the leaf and its intermediates, of an authority that the clients know, renewed in time.',
      ),
      fastify: "ssl: { ca } of the pool holds the database's authority; never rejectUnauthorized: false.",
      fastapi: "sslrootcert= in the DSN names the file of the database's authority.",
    },
    references: [
      'RFC 5280 §6.1',
      'PostgreSQL manual, libpq SSL Support',
      'ASVS v5.0.0-12.3.2',
      'ASVS v5.0.0-12.3.4',
    ],
  },
  'DB-CERT-02': {
    title: "The database's certificate names the host that clients connect to",
    family: 'database',
    severity: 'high',
    section: 'database.certificate.named',
    why: 'With any certificate of the same authority another server can stand in for the database.',
    remedy: {
      ...onTheServer(
        'ssl_cert_file with a certificate whose subjectAltName has the host name of the connection string.',
      ),
      fastify:
        'Connect by the name in the certificate; pg compares it where ssl is on and rejectUnauthorized is not false.',
      fastapi: 'sslmode=verify-full in the DSN, and as host the name in the certificate.',
    },
    references: ['RFC 9525 §6', 'PostgreSQL manual, libpq SSL Support', 'ASVS v5.0.0-12.3.2'],
  },
  'DB-CERT-03': {
    title: "The database's key is large enough",
    family: 'database',
    severity: 'medium',
    section: 'database.certificate.key',
    why: 'A key that can be found lets its finder be the database.',
    remedy: {
      ...onTheServer(
        'openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256, or rsa:3072, for ssl_key_file.',
      ),
      fastify: 'A new ssl_key_file for the database; nothing changes in the pool.',
      fastapi: 'A new ssl_key_file for the database; nothing changes in the DSN.',
    },
    references: ['NIST SP 800-57pt1r5 §5.6.1', 'ASVS v5.0.0-11.2.3'],
  },
} as const satisfies Record<string, Control>;
