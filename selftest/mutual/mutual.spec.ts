import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { missingEngine } from '../../stack/native/engine.ts';
import { internal, internalEntries, type InternalEntry } from '../../stack/native/internal.ts';
import type { NativeStarter } from '../../stack/native/stack.ts';
import type { ClientCertificates } from '../../stack/target.ts';
import { judgedStack, judgedTogether, ownProfiles } from '../native/judged.ts';
import { MISTAKES } from './mistakes.ts';

const files = ownProfiles('internal');

/** Caddy 2.6 reads no revocation lists. */
function profilesFor(engine: InternalEntry): Record<string, string> {
  const whole = files['profiles/internal.yaml'] ?? '';
  return engine === 'caddy'
    ? { ...files, 'profiles/internal.yaml': whole.replace('  revocation: crl\n', '') }
    : files;
}

const FAMILIES = ['client-certificates'];

const named = (engine: InternalEntry, mistake: string) => `${engine} with ${mistake}`;

const isMissing = (engine: InternalEntry) => missingEngine(internalEntries[engine]);

const judged = judgedTogether(
  Object.fromEntries(
    MISTAKES.filter(({ engine }) => isMissing(engine) === undefined).map(
      ({ engine, mistake, changes, families = FAMILIES }) => [
        named(engine, mistake),
        { starter: internal(engine, changes), profile: 'internal', files: profilesFor(engine), families },
      ],
    ),
  ),
);

/** Lines of the clients' private keys that the run has written. */
function leaksOf(folder: string, clients: ClientCertificates | undefined): string[] {
  const run = readFileSync(join(folder, 'results/internal/run.json'), 'utf8');
  const keys = Object.values(clients ?? {}) as { key: string }[];
  return keys
    .flatMap(({ key }) => /BEGIN PRIVATE KEY-----([^-]+)/.exec(key)?.[1]?.trim().split('\n') ?? ['no key'])
    .filter((line) => line === 'no key' || run.includes(line.trim()));
}

/** How many controls pass, and which have nothing to look at. */
const CONFORMING: Readonly<
  Record<InternalEntry, readonly [passed: number, notApplicable: readonly string[]]>
> = {
  nginx: [15, []],
  haproxy: [15, []],
  caddy: [14, ['MTLS-REVOKED-01']],
};

test.describe('Mutual TLS of real servers', () => {
  test.describe.configure({ mode: 'default', timeout: 300_000 });

  for (const [name, [passes, notApplicable]] of Object.entries(CONFORMING)) {
    const engine = name as InternalEntry;
    const missing = isMissing(engine);

    test(`${engine} that conforms is green`, async () => {
      test.skip(missing !== undefined && !process.env['CI'], missing);
      let clients: ClientCertificates | undefined;
      const starter: NativeStarter = async (workspace) => {
        const target = await internal(engine)(workspace);
        clients = target.clients;
        return target;
      };
      const { findings, passed, run, ended } = await judgedStack(starter, 'internal', {
        files: profilesFor(engine),
        families: FAMILIES,
      });
      expect(findings, ended.stdout + ended.stderr).toEqual([]);
      expect(passed).toBe(passes);
      const skipped = run.controls.filter(
        ({ id, status }) => id.startsWith('MTLS-') && status === 'not-applicable',
      );
      expect(skipped.map(({ id }) => id)).toEqual(notApplicable);
      expect(Object.keys(clients ?? {})).toHaveLength(5);
      expect(leaksOf(ended.folder, clients)).toEqual([]);
    });
  }

  for (const { engine, mistake, fails } of MISTAKES) {
    const missing = isMissing(engine);

    test(`${named(engine, mistake)} fails exactly the right controls`, async () => {
      test.skip(missing !== undefined && !process.env['CI'], missing);
      const { findings, ended } = await judged(named(engine, mistake));
      expect(findings, ended.stdout + ended.stderr).toEqual(fails.map((id) => `${id} fail`).toSorted());
    });
  }
});
