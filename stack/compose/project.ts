import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Tell } from '../native/stack.ts';
import { CommandError } from './command.ts';
import { compose, docker, type Project } from './docker.ts';
import { ownName, removeProject } from './owner.ts';

const UP_LIMIT_MS = 120_000;
const HEALTH_LIMIT_MS = 60_000;
const LOGS_LIMIT_MS = 20_000;
const POLL_MS = 250;

/** Projects that an end of this process in between would leave behind. */
const running = new Set<string>();
process.on('exit', () => {
  for (const name of running)
    spawnSync('sh', ['-c', REMOVAL, 'sh', name], { stdio: 'ignore', timeout: 20_000 });
});

/** {@link removeProject}, for a process that has no time left. */
const REMOVAL = `
  filter="--quiet --filter label=com.docker.compose.project=$1"
  docker ps --all $filter | xargs -r docker rm --force --volumes
  docker network ls $filter | xargs -r docker network rm`;

/** What one run of a profile is published on and reads. */
export interface ProjectOrder {
  readonly profile: string;
  /** Holds a folder for each kind of service. */
  readonly files: string;
  readonly ports: Readonly<Partial<Record<'https' | 'http' | 'database', number>>>;
}

/** Containers that run. */
export interface RunningProject {
  /** Has a service read its settings again, which it tells with this word, as when it started. */
  renew(service: string, word: string): Promise<void>;
  /** What a file of a service holds, by its path in the container. */
  read(service: string, path: string): Promise<string>;
  /** Removes the containers and their networks, with everything in them. */
  readonly stop: () => Promise<void>;
}

/** What docker-compose.yml is given. */
export function projectOf({ profile, files, ports }: ProjectOrder): Project {
  const { https, http, database } = ports;
  const name = `plumbline-${profile}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const env = {
    PLUMBLINE_FILES: files,
    PLUMBLINE_OWNER: ownName(),
    ...(https !== undefined && { PLUMBLINE_HTTPS_PORT: String(https) }),
    ...(http !== undefined && { PLUMBLINE_HTTP_PORT: String(http) }),
    ...(database !== undefined && { PLUMBLINE_DATABASE_PORT: String(database) }),
  };
  return { name, profile, env };
}

/**
 * Starts the services of a profile as a project of its own, and waits until each of them is healthy.
 *
 * Throws where one does not start or does not become healthy within a minute, with what its container said. Nothing of
 * it is left then.
 */
export async function startProject(order: ProjectOrder, tell: Tell): Promise<RunningProject> {
  const project = projectOf(order);
  const { name } = project;
  running.add(name);
  const stop = async () => {
    await removeProject(name);
    running.delete(name);
  };
  try {
    await compose(project, ['up', '--detach', '--no-build'], UP_LIMIT_MS);
    await healthy(name, tell);
  } catch (problem) {
    const logs = await logsOf(project);
    await stop();
    const why = `${whyNot(problem)}\n${logs}`;
    for (const line of why.split('\n')) tell(line);
    throw new Error(why, { cause: problem });
  }
  let times = 1;
  return {
    renew: async (service, word) => {
      const container = await containerOf(name, service);
      times++;
      await docker(['kill', '--signal=HUP', container]);
      await told(container, word, times);
    },
    read: async (service, path) => docker(['exec', await containerOf(name, service), 'cat', path]),
    stop,
  };
}

const RENEW_LIMIT_MS = 10_000;

/** Waits until a container has said a word so many times. */
async function told(container: string, word: string, times: number): Promise<void> {
  const until = performance.now() + RENEW_LIMIT_MS;
  while ((await docker(['logs', container])).split(word).length - 1 < times) {
    if (performance.now() > until)
      throw new Error(`a container did not start anew within ${RENEW_LIMIT_MS} ms`);
  }
}

/** What the containers of a project have said last, each line with its service. */
async function logsOf(project: Project): Promise<string> {
  const logs = await compose(project, ['logs', '--no-color', '--tail=20'], LOGS_LIMIT_MS).catch(String);
  return logs
    .split('\n')
    .filter((line) => !line.startsWith('Attaching to '))
    .map((line) => line.replaceAll(`${project.name}_`, '').trimEnd())
    .join('\n')
    .trim();
}

function whyNot(problem: unknown): string {
  if (!(problem instanceof CommandError)) return problem instanceof Error ? problem.message : String(problem);
  const [, port] = /(?:listen \S+ |Bind for )\S+?:(\d+)\D.*(?:in use|allocated)/.exec(problem.said) ?? [];
  const taken = port === undefined ? '' : `port ${port} is already taken: `;
  return `the containers did not start: ${taken}${problem.said}`;
}

/** One line for each service: its name, and for example `Up 3 seconds (healthy)`. */
async function states(name: string): Promise<(readonly [service: string, state: string])[]> {
  const format = '{{.Label "com.docker.compose.service"}}\t{{.Status}}';
  const lines = await docker([
    'ps',
    '--all',
    '--filter',
    `label=com.docker.compose.project=${name}`,
    '--format',
    format,
  ]);
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [service = '', state = ''] = line.split('\t');
      return [service, state];
    });
}

async function healthy(name: string, tell: Tell): Promise<void> {
  const until = performance.now() + HEALTH_LIMIT_MS;
  let told = '';
  for (;;) {
    const all = await states(name);
    if (all.length === 0) throw new Error('there are no containers');
    const waited = all.filter(([, state]) => !state.includes('(healthy)'));
    if (waited.length === 0) return;
    const failed = waited.find(([, state]) => !state.includes('health: starting'));
    if (failed) throw new Error(`the container ${failed.join(' did not start: ')}`);
    const services = waited.map(([service]) => service).join(', ');
    if (performance.now() > until) throw new Error(`not healthy within a minute: ${services}`);
    if (services !== told) tell(`waiting for ${services}`);
    told = services;
    await delay(POLL_MS);
  }
}

async function containerOf(project: string, service: string): Promise<string> {
  const filters = [`project=${project}`, `service=${service}`].flatMap((filter) => [
    '--filter',
    `label=com.docker.compose.${filter}`,
  ]);
  return (await docker(['ps', '--quiet', ...filters])).trim();
}
