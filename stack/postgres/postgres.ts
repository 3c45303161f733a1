import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ordinaryCertificate, type CertificateBehaviour } from '../behaviour/certificate.ts';
import { issueIdentity } from '../embedded/certificates.ts';
import { missingEngine, needEngine } from '../native/engine.ts';
import { freePort } from '../native/ports.ts';
import { versionOf, type Versioned } from '../native/version.ts';
import type { Workspace } from '../native/stack.ts';
import type { Database } from '../target.ts';

/** PostgreSQL 15 as Debian 12 has it. */
const BIN = '/usr/lib/postgresql/15/bin';
const PGAUDIT = {
  name: 'pgaudit',
  binary: '/usr/lib/postgresql/15/lib/pgaudit.so',
  package: 'postgresql-15-pgaudit',
};

/** What a database refuses to run as: root. Where root starts it, it is somebody else's. */
type Owner = { readonly uid: number; readonly gid: number } | undefined;

/** The hand-written files of a database. */
type DatabaseFile = 'postgresql.conf' | 'pg_hba.conf' | 'roles.sql' | 'schema.sql';

type Edit = (file: DatabaseFile, text: string) => string;

/** How a database differs from the one that is right. */
export interface DatabaseDefect {
  /** Returns the text of a file with its mistake; roles and tables are made with it, the configuration comes later. */
  readonly edit?: Edit;
  readonly certificate?: Partial<CertificateBehaviour>;
}

/** A database of ours: where its files are, what it is called, and whether it has a pgaudit and somebody to read it. */
export interface DatabaseKind {
  /** The folder of the server's programs. */
  readonly bin: string;
  /** Below this file's folder. */
  readonly files: string;
  readonly name: string;
  readonly audited: boolean;
  /** What is filled in beside what every database has. */
  readonly values?: Readonly<Record<string, string>>;
}

/** With TLS, pgcrypto and pgaudit; its roles are `application`, `auditor` and `unaudited`. */
const AUDITED: DatabaseKind = { bin: BIN, files: './', name: 'app', audited: true };

/** With TLS and pgcrypto; its role is `application`. */
export const UNAUDITED: DatabaseKind = { bin: BIN, files: './webapp/', name: 'vector_db', audited: false };

/** Why there is no PostgreSQL here; undefined where it is. */
export function missingPostgres({ bin, audited }: DatabaseKind = AUDITED): string | undefined {
  return missingEngine(serverOf(bin)) ?? (audited ? missingEngine(PGAUDIT) : undefined);
}

function serverOf(bin: string): Versioned {
  return {
    name: 'PostgreSQL',
    binary: `${bin}/postgres`,
    package: 'postgresql',
    version: { args: ['--version'], says: /^postgres \(PostgreSQL\) (\d+[.\d]*)/, from: '15' },
  };
}

/** The one that Debian brings. */
export const SERVER: Versioned = serverOf(BIN);

/**
 * Starts PostgreSQL, with pgaudit unless told otherwise, with everything that it writes in the workspace, and ends it
 * with the stack.
 *
 * Throws where it is not installed, with the package that brings it, and where it does not start, with what it said.
 */
export async function startPostgres(
  workspace: Workspace,
  defect: DatabaseDefect = {},
  kind: DatabaseKind = AUDITED,
): Promise<Database> {
  const { certificate = {} } = defect;
  const missing = missingPostgres(kind);
  if (missing !== undefined) throw new Error(missing);
  needEngine(serverOf(kind.bin));
  // Its files are made by its own programs, which would trip first.
  await versionOf(serverOf(kind.bin));
  const owner = await databaseOwner();
  if (owner) await enterable(workspace.folder);
  const home = join(workspace.folder, 'postgres');
  const [port, identity] = await Promise.all([
    freePort(),
    issueIdentity({ ...ordinaryCertificate, ...certificate }),
  ]);
  const secrets = {
    applicationPassword: secret(),
    auditorPassword: secret(),
    unauditedPassword: secret(),
    columnKey: secret(),
  };
  const values = { port, folder: home, ...secrets, ...kind.values };
  const right = async (file: DatabaseFile) => readFile(new URL(kind.files + file, import.meta.url), 'utf8');
  const edited = async (file: DatabaseFile) => {
    const text = await right(file);
    return filledIn(defect.edit ? defect.edit(file, text) : text, values);
  };
  await mkdir(home, { mode: 0o700 });
  await mkdir(join(home, 'log'), { mode: 0o700 });
  const files = {
    'server.crt': identity.chain,
    'server.key': identity.key,
    'postgresql.conf': filledIn(await right('postgresql.conf'), values),
    'pg_hba.conf': await edited('pg_hba.conf'),
  };
  for (const [name, text] of Object.entries(files)) await writeOwned(join(home, name), text, owner);
  if (owner) for (const place of [home, join(home, 'log')]) await chown(place, owner.uid, owner.gid);
  await command(
    `${kind.bin}/initdb`,
    ['-D', join(home, 'data'), '-U', 'postgres', '-E', 'UTF8', '-A', 'reject', '-N'],
    {
      owner,
      home,
    },
  );
  await single(kind.bin, { home, database: 'postgres', sql: await edited('roles.sql'), owner });
  await single(kind.bin, { home, database: kind.name, sql: await edited('schema.sql'), owner });
  await writeOwned(join(home, 'postgresql.conf'), await edited('postgresql.conf'), owner);
  await workspace.start({
    ...serverOf(kind.bin),
    args: serverArgs(home),
    folder: home,
    port,
    // A fast shutdown: SIGTERM waits for clients to leave.
    stopSignal: 'SIGINT',
    logFile: join(home, 'log/postgresql.log'),
    ...(owner && { owner }),
  });
  await ready(join(home, 'data/postmaster.pid'));
  return {
    host: 'localhost',
    address: '127.0.0.1',
    port,
    ca: identity.ca,
    name: kind.name,
    application: { user: 'application', password: secrets.applicationPassword },
    ...(kind.audited && {
      auditor: { user: 'auditor', password: secrets.auditorPassword },
      unaudited: { user: 'unaudited', password: secrets.unauditedPassword },
    }),
  };
}

function serverArgs(home: string): string[] {
  return ['-D', join(home, 'data'), '-c', `config_file=${join(home, 'postgresql.conf')}`];
}

async function databaseOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map((what) =>
        promisify(execFile)('id', [what, user]).then(
          ({ stdout }) => Number(stdout),
          () => 0,
        ),
      ),
    );
    if (uid && gid) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and there is no user "postgres", nor "nobody": apt-get install postgresql',
  );
}

/** Throws where a folder cannot be entered by somebody else than its owner. */
async function enterable(folder: string): Promise<void> {
  for (let place = folder; ; place = dirname(place)) {
    if (((await stat(place)).mode & 0o001) === 0)
      throw new Error(
        `PostgreSQL runs as the user postgres, who may not enter ${place}: set TMPDIR to a folder that everybody may enter`,
      );
    if (place === dirname(place)) return;
  }
}

const READY_LIMIT_MS = 10_000;
const READY_POLL_MS = 20;

/**
 * Waits until the server lets roles in: its port is open before that. The eighth line of its own file says so, which is
 * what pg_ctl goes by.
 */
async function ready(file: string): Promise<void> {
  const end = performance.now() + READY_LIMIT_MS;
  for (;;) {
    const status = (await readFile(file, 'utf8').catch(() => '')).split('\n')[7]?.trim();
    if (status === 'ready') return;
    if (performance.now() > end)
      throw new Error(
        `PostgreSQL lets nobody in after ${READY_LIMIT_MS / 1000} s; its state is "${status ?? 'unknown'}"`,
      );
    await delay(READY_POLL_MS);
  }
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}

function filledIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{([a-zA-Z]+)\}/g, (word, name: string) => String(values[name] ?? word));
}

async function writeOwned(file: string, text: string, owner: Owner): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
  if (owner) await chown(file, owner.uid, owner.gid);
}

interface SingleOrder {
  readonly home: string;
  readonly database: string;
  readonly sql: string;
  readonly owner: Owner;
}

/** Runs statements before anybody can connect: no network, no password, no rule of access. */
async function single(bin: string, { home, database, sql, owner }: SingleOrder): Promise<void> {
  const args = ['--single', '-j', ...serverArgs(home), '-c', 'exit_on_error=on', database];
  await command(serverOf(bin).binary, args, { owner, home, input: sql });
}

const COMMAND_LIMIT_MS = 30_000;

interface CommandSettings {
  readonly owner: Owner;
  readonly home: string;
  readonly input?: string;
}

async function command(
  binary: string,
  args: readonly string[],
  { owner, home, input = '' }: CommandSettings,
) {
  const child = spawn(binary, args, {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, LC_ALL: 'C.UTF-8' },
    timeout: COMMAND_LIMIT_MS,
    ...owner,
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  child.stdin.on('error', () => undefined); // it says why it ended
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${binary} failed: ${said.join('')}`);
}
