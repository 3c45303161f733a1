import { readFileSync } from 'node:fs';
import { processSpace, startOf } from '../process-identity.ts';
import { docker } from './docker.ts';

/** The label of everything that a run of ours has Docker make; docker-compose.yml writes it. */
const LABEL = 'plumbline.owner';

/**
 * This process, as no other one is called: its boot of the machine, its space of process ids, its id, and when it
 * began. What the system does not tell is left empty.
 */
export function ownName(): string {
  return [...place(), String(process.pid), startOf(process.pid) ?? ''].join('/');
}

/** Whether whoever has this name can no longer end what is labelled with it. A process that cannot be seen may live. */
export function hasGone(owner: string): boolean {
  const [boot, space, pid = '', begin = ''] = owner.split('/');
  const [ownBoot, ownSpace] = place();
  if (boot !== ownBoot) return true;
  if (space !== ownSpace || !/^\d+$/.test(pid)) return false;
  return !isAlive(Number(pid)) || (startOf(Number(pid)) ?? '') !== begin;
}

/** What an earlier run has left behind. */
interface Leftover {
  readonly project: string;
  readonly owner: string;
}

/**
 * Removes the containers and networks of earlier runs whose process has ended without ending them, after SIGKILL for one.
 *
 * @returns the names of the projects that were removed
 */
export async function removeStale(): Promise<readonly string[]> {
  const stale = (await labelled()).filter(({ owner }) => hasGone(owner));
  const projects = [...new Set(stale.map(({ project }) => project))];
  for (const project of projects) await removeProject(project);
  return projects;
}

/** Removes the containers of a project at once, and then its networks. */
export async function removeProject(project: string): Promise<void> {
  const filter = ['--quiet', '--filter', `label=com.docker.compose.project=${project}`];
  const containers = words(await docker(['ps', '--all', ...filter]));
  if (containers.length > 0) await docker(['rm', '--force', '--volumes', ...containers], 60_000);
  const networks = words(await docker(['network', 'ls', ...filter]));
  if (networks.length > 0) await docker(['network', 'rm', ...networks]);
}

async function labelled(): Promise<readonly Leftover[]> {
  const format = `{{.Label "com.docker.compose.project"}} {{.Label "${LABEL}"}}`;
  const lists = await Promise.all([
    docker(['ps', '--all', '--filter', `label=${LABEL}`, '--format', format]),
    docker(['network', 'ls', '--filter', `label=${LABEL}`, '--format', format]),
  ]);
  return lists
    .flatMap((list) => list.split('\n'))
    .flatMap((line) => {
      const [project, owner] = line.split(' ');
      return project && owner ? [{ project, owner }] : [];
    });
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function place(): [boot: string, space: string] {
  return [boot(), processSpace() ?? ''];
}

function boot(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return ''; // no Linux
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (problem) {
    return problem instanceof Error && 'code' in problem && problem.code === 'EPERM';
  }
}
