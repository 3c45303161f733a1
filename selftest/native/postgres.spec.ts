import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { controlIds, type ControlId } from '../../controls/index.ts';
import { missingPostgres, startPostgres, type DatabaseDefect } from '../../stack/postgres/postgres.ts';
import type { Database, DatabaseRole } from '../../stack/target.ts';
import { HOUSE } from '../runs/run-suite.ts';
import { judgedTogether, type Case, type Judged } from './judged.ts';
import { DATABASE_MISTAKES } from './postgres-mistakes.ts';

const profile = readFileSync(join(HOUSE, 'selftest/native/profiles/database.yaml'), 'utf8');
const ids = controlIds.filter((id) => id.startsWith('DB-') || id === 'LAT-AUDIT-01');

function urlFor({ host, port, name }: Database, { user, password }: DatabaseRole): string {
  return `postgresql://${user}:${password}@${host}:${port}/${name}`;
}

/** A database, which has a defect or has none; nothing else is looked at, and its entry is there in name alone. */
function held(defect: DatabaseDefect): Case {
  return {
    starter: async (workspace) => ({
      url: 'https://localhost:1',
      stack: 'native',
      https: { scheme: 'https', host: 'localhost', port: 1 },
      active: true,
      database: await startPostgres(workspace, defect),
    }),
    settings: ({ database }) => {
      if (!database?.ca || !database.auditor || !database.unaudited)
        throw new Error('the database lacks an authority or a role');
      const ca = test.info().outputPath(`database-${database.port}.pem`);
      writeFileSync(ca, database.ca);
      return {
        PLUMBLINE_CA: ca,
        DATABASE_URL: urlFor(database, database.application),
        DATABASE_AUDITOR_URL: urlFor(database, database.auditor),
        DATABASE_UNAUDITED_URL: urlFor(database, database.unaudited),
      };
    },
    profile: 'database',
    files: { 'profiles/database.yaml': profile },
    families: ['database', 'LAT-AUDIT-01'],
  };
}

function edited(
  changes: readonly (readonly [string, string, string])[],
): NonNullable<DatabaseDefect['edit']> {
  return (file, original) =>
    changes
      .filter(([name]) => name === file)
      .reduce((text, [, part, instead]) => {
        if (!text.includes(part)) throw new Error(`${file} has no "${part}"`);
        return text.replace(part, () => instead);
      }, original);
}

const CONFORMING = 'nothing changed';

const judged = judgedTogether({
  [CONFORMING]: held({}),
  ...Object.fromEntries(
    DATABASE_MISTAKES.map(({ mistake, changes = [], certificate }) => [
      mistake,
      held({ edit: edited(changes), ...(certificate && { certificate }) }),
    ]),
  ),
});

/** The controls of a run by what became of them. */
function having({ run }: Judged, ...statuses: readonly string[]): ControlId[] {
  return run.controls
    .filter(({ id, status }) => ids.includes(id) && statuses.includes(status))
    .map(({ id }) => id)
    .sort();
}

/** The passwords that a run has, in anything that it left behind. */
function leaksIn({ run, ended, settings }: Judged): string[] {
  const left = JSON.stringify(run) + ended.stdout + ended.stderr;
  return Object.entries(settings)
    .filter(([name, url]) => name.startsWith('DATABASE_') && left.includes(new URL(url).password))
    .map(([name]) => name);
}

test.describe('PostgreSQL', () => {
  test.describe.configure({ mode: 'default', timeout: 400_000 });

  test.beforeEach(() => {
    test.skip(missingPostgres() !== undefined && !process.env['CI'], missingPostgres());
  });

  test('that conforms is green, and its passwords are written nowhere', async () => {
    const seen = await judged(CONFORMING);
    expect(having(seen, 'pass'), seen.ended.stdout).toEqual(ids.toSorted());
    expect(Object.keys(seen.settings)).toContain('DATABASE_UNAUDITED_URL');
    expect(leaksIn(seen)).toEqual([]);
  });

  for (const { mistake, fails } of DATABASE_MISTAKES) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const seen = await judged(mistake);
      expect(having(seen, 'fail'), seen.ended.stdout).toEqual(fails.toSorted());
      expect(having(seen, 'fail', 'pass', 'not-evaluated'), seen.ended.stdout).toEqual(ids.toSorted());
      expect(leaksIn(seen)).toEqual([]);
    });
  }
});
