import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { controlIds } from '../../controls/index.ts';
import { startNative } from '../../stack/native/stack.ts';
import { missingPostgres, startPostgres, type DatabaseDefect } from '../../stack/postgres/postgres.ts';
import type { Database, DatabaseRole } from '../../stack/target.ts';
import { HOUSE, runOf, runSuite } from '../runs/run-suite.ts';
import { DATABASE_MISTAKES } from './postgres-mistakes.ts';

const profile = readFileSync(join(HOUSE, 'selftest/native/profiles/database.yaml'), 'utf8');
const ids = controlIds.filter((id) => id.startsWith('DB-') || id === 'LAT-AUDIT-01');

function urlFor({ host, port, name }: Database, { user, password }: DatabaseRole): string {
  return `postgresql://${user}:${password}@${host}:${port}/${name}`;
}

/** Holds a database, which has a defect or has none, against the profile; every control with its status. */
async function judged(defect: DatabaseDefect) {
  let found: Database | undefined;
  const stack = await startNative(async (workspace) => {
    found = await startPostgres(workspace, defect);
    // Nothing but the database is looked at; the entry is there in name alone.
    const https = { scheme: 'https', host: 'localhost', port: 1 } as const;
    return { url: 'https://localhost:1', stack: 'native', https, active: true };
  });
  try {
    if (!found?.auditor || !found.unaudited) throw new Error('the database lacks a role');
    const ended = await runSuite({
      files: { 'profiles/database.yaml': profile, 'ca.pem': found.ca ?? '' },
      args: ['--project=database', '--grep', '@database|@LAT-AUDIT-01', '--workers=1'],
      env: {
        PLUMBLINE_TARGET: 'https://localhost:1',
        PLUMBLINE_HTTP: 'none',
        PLUMBLINE_CA: 'ca.pem',
        DATABASE_URL: urlFor(found, found.application),
        DATABASE_AUDITOR_URL: urlFor(found, found.auditor),
        DATABASE_UNAUDITED_URL: urlFor(found, found.unaudited),
      },
    });
    const run = runOf(ended, 'database');
    const controls = (run?.controls ?? []).filter(({ id }) => ids.some((known) => known === id));
    const roles = [found.application, found.auditor, found.unaudited];
    const having = (...statuses: string[]) =>
      controls.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
    return {
      failed: having('fail'),
      passed: having('pass'),
      untold: having('not-evaluated'),
      output: `${ended.stdout}${ended.stderr}${controls.map(({ id, status, reason }) => `${id} ${status} ${reason}`).join('\n')}`,
      leaks: roles.filter(({ password }) => JSON.stringify(run).includes(password)),
    };
  } finally {
    await stack.stop();
  }
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

test.describe('PostgreSQL', () => {
  // After each control that fails Playwright begins with a new worker.
  test.describe.configure({ timeout: 120_000 });

  test.beforeEach(() => {
    test.skip(missingPostgres() !== undefined && !process.env['CI'], missingPostgres());
  });

  test('that conforms is green, and its passwords are written nowhere', async () => {
    const seen = await judged({});
    expect(seen.passed.toSorted(), seen.output).toEqual(ids.toSorted());
    expect(seen.leaks).toEqual([]);
  });

  for (const { mistake, changes = [], certificate, fails } of DATABASE_MISTAKES) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      const seen = await judged({ edit: edited(changes), ...(certificate && { certificate }) });
      expect(seen.failed.toSorted(), seen.output).toEqual(fails.toSorted());
      expect([...seen.failed, ...seen.passed, ...seen.untold].toSorted(), seen.output).toEqual(
        ids.toSorted(),
      );
      expect(seen.leaks).toEqual([]);
    });
  }
});
