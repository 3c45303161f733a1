import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { requireDocker } from '../../stack/compose/docker.ts';

// Holds the stacks in containers against their profiles. A machine without Docker is told that this was left out; one
// that names an engine in DOCKER_HOST is expected to have it.
const PROFILES = ['staging', 'webapp', 'internal'];

try {
  await requireDocker();
} catch (problem) {
  const reason = problem instanceof Error ? problem.message : String(problem);
  const isExpected = (process.env['DOCKER_HOST'] ?? '') !== '';
  console.error(`${isExpected ? '' : 'Left out: '}${PROFILES.join(', ')} in containers. ${reason}`);
  process.exit(isExpected ? 1 : 0);
}

const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
const { status } = spawnSync(
  process.execPath,
  [playwright, 'test', ...PROFILES.map((name) => `--project=${name}`)],
  { stdio: 'inherit', env: { ...process.env, PLUMBLINE_STACK: 'compose' } },
);
process.exit(status ?? 1);
