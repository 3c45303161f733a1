import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { HOUSE, runOf, runSuite, statuses } from '../runs/run-suite.ts';
import { missing, startEngine, type Change, type EngineName } from './engines.ts';

/** The profile of the mutants. Caddy 2.6 reads no revocation lists. */
const whole = readFileSync(join(HOUSE, 'selftest/mutants/profiles/mutual.yaml'), 'utf8');
const PROFILES: Readonly<Record<EngineName, string>> = {
  nginx: whole,
  haproxy: whole,
  caddy: whole.replace('  revocation: crl\n', ''),
};

/** Every control of the family that is not left out, with what became of it where it did not pass. */
async function judged(engine: EngineName, changes: readonly Change[]) {
  const running = await startEngine(engine, changes);
  try {
    const ended = await runSuite({
      files: { 'profiles/mutual.yaml': PROFILES[engine] },
      args: ['--project=mutual', '--grep', '@client-certificates', '--workers=1'],
      env: running.environment,
    });
    const all = Object.entries(statuses(runOf(ended, 'mutual'))).filter(([id]) => id.startsWith('MTLS-'));
    return {
      passed: all.filter(([, status]) => status === 'pass').length,
      others: all.filter(([, status]) => status !== 'pass').map(([id, status]) => `${id} ${status}`),
      output: ended.stdout + ended.stderr,
    };
  } finally {
    await running.stop();
  }
}

interface Mistake {
  readonly engine: EngineName;
  readonly changes: readonly Change[];
  readonly others: readonly string[];
}

const MISTAKES: Readonly<Record<string, Mistake>> = {};

const CONFORMING: Readonly<Record<EngineName, readonly [passed: number, others: readonly string[]]>> = {
  nginx: [14, []],
  haproxy: [14, []],
  caddy: [13, ['MTLS-REVOKED-01 not-applicable']],
};

test.describe('Mutual TLS of real servers', () => {
  // After each control that fails Playwright begins with a new worker.
  test.describe.configure({ timeout: 180_000 });

  for (const [name, [passed, others]] of Object.entries(CONFORMING)) {
    const engine = name as EngineName;
    test(`${engine} that conforms is green`, async () => {
      test.skip(missing(engine) !== undefined && !process.env['CI'], missing(engine));
      const seen = await judged(engine, []);
      expect(seen.others, seen.output).toEqual(others);
      expect(seen.passed).toBe(passed);
    });
  }

  for (const [mistake, { engine, changes, others }] of Object.entries(MISTAKES)) {
    test(`${engine} with ${mistake} fails exactly the right controls`, async () => {
      test.skip(missing(engine) !== undefined && !process.env['CI'], missing(engine));
      const seen = await judged(engine, changes);
      expect(seen.others, seen.output).toEqual(others);
    });
  }
});
