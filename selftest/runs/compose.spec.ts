import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { ownProfiles } from '../native/judged.ts';
import { withDocker, type DockerTrouble } from './docker-stand-in.ts';
import { controlIn, runOf, runSuite } from './run-suite.ts';
import { expect, test } from './targets.ts';

/** A run in containers with a Docker that fails, or with none: what is seen of it, and what it leaves behind. */
async function held(profile: string, trouble?: DockerTrouble) {
  const temporary = test.info().outputPath('tmp');
  mkdirSync(temporary);
  const docker = withDocker(trouble);
  const ended = await runSuite({
    files: ownProfiles(profile),
    args: [`--project=${profile}`, '--grep', '@HDR-CACHE-01'],
    env: { PLUMBLINE_STACK: 'compose', TMPDIR: temporary, ...docker },
  });
  return {
    ended,
    shown: ended.stdout + ended.stderr,
    calls: readFileSync(docker.CALLS, 'utf8'),
    left: readdirSync(temporary),
  };
}

/** Playwright keeps the TypeScript that it has compiled. */
const NOTHING_OF_OURS = [expect.stringMatching(/^playwright-transform-cache-/)];

test.describe('A run in containers', () => {
  test('ends before it starts anything where Docker is not installed', async () => {
    const { ended, shown, left } = await held('internal');
    expect(ended.code).toBe(1);
    expect(shown).toContain('Docker is not installed: apt-get install docker.io docker-compose');
    expect(left).toEqual(NOTHING_OF_OURS);
  });

  test('ends before it starts anything where an image cannot be built, and shows why', async () => {
    const { ended, shown, calls } = await held('internal', {
      failsAt: ' build',
      says: 'E: Unable to locate package nginx-light',
    });
    expect(ended.code).toBe(1);
    expect(shown).toContain('E: Unable to locate package nginx-light');
    expect(calls).not.toContain(' up ');
  });

  test('names the profiles that it is for', async () => {
    const { ended, shown } = await held('production');
    expect(ended.code).toBe(1);
    expect(shown).toContain(
      'the profile "production" has no stack in containers; there is one for: internal, staging, webapp',
    );
  });

  test('names a port that is taken, and removes what was started', async () => {
    const says = 'listen tcp4 127.0.0.1:8443: bind: address already in use';
    const { ended, shown, calls, left } = await held('internal', { failsAt: ' up ', says });
    expect(ended.code).toBe(1);
    expect(controlIn(runOf(ended, 'internal'), 'HDR-CACHE-01')).toMatchObject({
      status: 'error',
      reason: expect.stringContaining('port 8443 is already taken: '),
    });
    expect(shown).toContain(says);
    // Asked for by the name of its own project, after its log.
    expect(calls).toMatch(
      /--project-name (plumbline-internal-\S+) .* logs [\s\S]*ps --all .*project=\1\n.*network ls .*project=\1\n/,
    );
    expect(left).toEqual(NOTHING_OF_OURS);
  });
});
