import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ordinaryCertificate } from '../behaviour/certificate.ts';
import { issueIdentity } from '../embedded/certificates.ts';
import { writeConfiguration, type Change } from '../native/fill-in.ts';
import type { Database } from '../target.ts';
import { FOLDER, folderFor, share } from './files.ts';

/** What is different from the files in a container: its address is Docker's choice, and so are its clients'. */
const changes: Readonly<Record<string, readonly Change[]>> = {
  'postgresql.conf': [["listen_addresses = '127.0.0.1'", "listen_addresses = '0.0.0.0'"]],
  // Whoever comes through the published port comes from the gateway of the container's own network.
  'pg_hba.conf': [['127.0.0.1/32', 'samenet']],
};

/** A database of ours: where its files are, below `stack/`, what it is called, and whether somebody may read its log. */
interface DatabaseKind {
  readonly files: string;
  readonly name: string;
  readonly audited: boolean;
}

/** What the profiles have. */
const kinds = {
  staging: { files: 'postgres', name: 'app', audited: true },
  webapp: { files: 'postgres/webapp', name: 'vector_db', audited: false },
} as const satisfies Record<string, DatabaseKind>;

/**
 * Writes what the container of a database reads: the configuration of a folder below `stack`, a certificate, and the
 * statements that make its roles and tables.
 *
 * @returns the database as it will be reached
 */
export async function writeDatabase(
  files: string,
  { profile, port }: { readonly profile: keyof typeof kinds; readonly port: number },
): Promise<Database> {
  const kind: DatabaseKind = kinds[profile];
  const folder = await folderFor(files, 'database');
  const passwords = {
    applicationPassword: secret(),
    auditorPassword: secret(),
    unauditedPassword: secret(),
  };
  const values = { folder: FOLDER, port: 5432, ...passwords, columnKey: secret() };
  for (const name of ['postgresql.conf', 'pg_hba.conf', 'roles.sql', 'schema.sql']) {
    await writeConfiguration(folder, { file: `${kind.files}/${name}`, values, changes: changes[name] ?? [] });
  }
  const { chain, key, ca } = await issueIdentity(ordinaryCertificate);
  await writeFile(join(folder, 'server.crt'), chain);
  await writeFile(join(folder, 'server.key'), key);
  await share(folder);
  return {
    host: 'localhost',
    address: '127.0.0.1',
    port,
    ca,
    name: kind.name,
    application: { user: 'application', password: passwords.applicationPassword },
    ...(kind.audited && {
      auditor: { user: 'auditor', password: passwords.auditorPassword },
      unaudited: { user: 'unaudited', password: passwords.unauditedPassword },
    }),
    published:
      'the database listens on every address of its container, which others reach through 127.0.0.1 alone',
  };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
