import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { HOUSE, runOf, runSuite, statuses } from '../runs/run-suite.ts';
import { MISTAKES } from './mistakes.ts';
import { missing, startEngine, type Change, type EngineName } from './engines.ts';

/** The profile of the mutants. Caddy 2.6 reads no revocation lists. */
const whole = readFileSync(join(HOUSE, 'selftest/mutants/profiles/mutual.yaml'), 'utf8');
const PROFILES: Readonly<Record<EngineName, string>> = {
  nginx: whole,
  haproxy: whole,
  caddy: whole.replace('  revocation: crl\n', ''),
};

/** Lines of the clients' private keys that the run has written. */
function leaksOf(folder: string, clients: string): string[] {
  const run = readFileSync(join(folder, 'results/mutual/run.json'), 'utf8');
  const files = readdirSync(clients).map((name) => readFileSync(join(clients, name), 'utf8'));
  return files
    .flatMap((text) => /BEGIN PRIVATE KEY-----([^-]+)/.exec(text)?.[1]?.trim().split('\n') ?? ['no key'])
    .filter((line) => line === 'no key' || run.includes(line.trim()));
}

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
      leaks: leaksOf(ended.folder, running.environment['PLUMBLINE_CLIENTS'] ?? ''),
    };
  } finally {
    await running.stop();
  }
}

const CONFORMING: Readonly<Record<EngineName, readonly [passed: number, others: readonly string[]]>> = {
  nginx: [15, []],
  haproxy: [15, []],
  caddy: [14, ['MTLS-REVOKED-01 not-applicable']],
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
      expect(seen.leaks).toEqual([]);
    });
  }

  for (const { engine, mistake, changes, fails } of MISTAKES) {
    test(`${engine} with ${mistake} fails exactly the right controls`, async () => {
      test.skip(missing(engine) !== undefined && !process.env['CI'], missing(engine));
      const seen = await judged(engine, changes);
      const expected = [...CONFORMING[engine][1], ...fails.map((id) => `${id} fail`)];
      expect(seen.others.toSorted(), seen.output).toEqual(expected.toSorted());
    });
  }
});
