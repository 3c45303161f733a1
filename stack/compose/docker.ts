import { fileURLToPath } from 'node:url';
import { CommandError, run } from './command.ts';

const FILE = fileURLToPath(new URL('../../docker-compose.yml', import.meta.url));

const ASK_LIMIT_MS = 20_000;

/** Runs a command of Docker's and returns its standard output. Throws a {@link CommandError} where that fails. */
export function docker(args: readonly string[], limitMs = ASK_LIMIT_MS): Promise<string> {
  return run(['docker', ...args], { limitMs });
}

/** A project of Compose: what one run of one profile consists of. */
export interface Project {
  /** Its name, which no other run has. */
  readonly name: string;
  readonly profile: string;
  /** Values of the words in docker-compose.yml. */
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a command of Compose's for a project. Throws a {@link CommandError} where that fails. */
export async function compose(
  { name, profile, env }: Project,
  args: readonly string[],
  limitMs: number,
): Promise<string> {
  const program = await composeProgram();
  const options = ['--file', FILE, '--project-name', name, '--profile', profile];
  // What the caller has set for projects of his own is not for this one.
  const own = { COMPOSE_PROFILES: '', COMPOSE_FILE: '', COMPOSE_PROJECT_NAME: '', ...env };
  return run([...program, ...options, ...args], { limitMs, env: own });
}

/**
 * Makes sure that containers can be started on this machine.
 *
 * Throws with what to do where Docker or Compose is not installed, where no engine answers, where it may not be spoken
 * to, and where it runs on another machine.
 */
export async function requireDocker(): Promise<void> {
  const { DOCKER_HOST: host = '' } = process.env;
  if (host !== '' && !host.startsWith('unix://')) {
    throw new Error(
      `DOCKER_HOST is ${host}: PLUMBLINE_STACK=compose needs an engine on this machine, as its files are mounted and its ports published here (unix://…)`,
    );
  }
  try {
    await docker(['version', '--format', '{{.Server.Version}}']);
  } catch (problem) {
    throw new Error(whyNoDocker(problem), { cause: problem });
  }
  await composeProgram();
}

function whyNoDocker(problem: unknown): string {
  const said = problem instanceof CommandError ? problem.said : String(problem);
  if (said.includes('ENOENT')) return 'Docker is not installed: apt-get install docker.io docker-compose';
  if (/permission denied/i.test(said)) {
    return `Docker may not be used by this user, who is not in the group of its socket (usermod -aG docker NAME, and sign in again): ${said}`;
  }
  return `Docker does not answer. Start it (systemctl start docker), or name its socket in DOCKER_HOST: ${said}`;
}

let found: Promise<readonly [string, ...string[]]> | undefined;

/** Compose is a plugin of the docker command, or a program of its own, as Debian 12 has it. */
function composeProgram(): Promise<readonly [string, ...string[]]> {
  found ??= firstThatRuns([['docker', 'compose'], ['docker-compose']]);
  return found;
}

async function firstThatRuns(
  programs: readonly (readonly [string, ...string[]])[],
): Promise<readonly [string, ...string[]]> {
  for (const program of programs) {
    const runs = await run([...program, 'version'], { limitMs: ASK_LIMIT_MS }).then(
      () => true,
      () => false,
    );
    if (runs) return program;
  }
  throw new Error('Docker Compose is not installed: apt-get install docker-compose');
}
