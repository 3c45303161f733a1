import { tmpdir } from 'node:os';
import { removeLeftovers } from '../native/leftovers.ts';
import { ownFolder, removeFolder, type Tell } from '../native/stack.ts';
import type { Target } from '../target.ts';
import { compose, requireDocker } from './docker.ts';
import { applicationProgram } from './files.ts';
import { removeStale } from './owner.ts';
import { projectOf } from './project.ts';
import { composeStarters } from './stacks.ts';

/** A first build installs packages. */
const BUILD_LIMIT_MS = 15 * 60_000;

/**
 * Makes everything ready for the containers of some profiles: an engine that answers, nothing left of runs that were
 * killed, and the images.
 *
 * Throws where a profile has no stack in containers, where there is no engine, and where a build fails, with what it
 * said.
 */
export async function prepareCompose(profiles: readonly string[], tell: Tell): Promise<void> {
  for (const profile of profiles) starterOf(profile);
  await requireDocker();
  await removeLeftovers(tmpdir(), tell);
  for (const project of await removeStale()) tell(`removed the containers of an earlier run: ${project}`);
  await applicationProgram();
  for (const profile of profiles) {
    tell(`building the images of ${profile} (the first time takes minutes)`);
    const startedAt = performance.now();
    await compose(projectOf({ profile, files: '.', ports: {} }), ['build'], BUILD_LIMIT_MS);
    tell(`the images of ${profile} are built (${seconds(startedAt)})`);
  }
}

/** Containers that run together. */
export interface ComposeStack {
  readonly target: Target;
  /** Has its limits forget all clients; absent where it has no limits. */
  readonly forget?: () => Promise<void>;
  /** Removes the containers with everything in them, and their files. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the containers of a profile, on free loopback ports, as a project of their own.
 *
 * Throws where the profile has no stack in containers, and where one does not start, with what it said. Nothing of it
 * is left then.
 */
export async function startComposeStack(profile: string, tell: Tell): Promise<ComposeStack> {
  const starter = starterOf(profile);
  const startedAt = performance.now();
  tell(`starting the containers of ${profile}`);
  const folder = await ownFolder();
  try {
    const { stop, ...stack } = await starter(folder, tell);
    tell(`the containers of ${profile} are healthy (${seconds(startedAt)})`);
    return {
      ...stack,
      stop: async () => {
        await stop();
        await removeFolder(folder);
      },
    };
  } catch (problem) {
    await removeFolder(folder);
    throw problem;
  }
}

function starterOf(profile: string) {
  const starter = composeStarters[profile];
  if (starter) return starter;
  const known = Object.keys(composeStarters).join(', ');
  throw new Error(`the profile "${profile}" has no stack in containers; there is one for: ${known}`);
}

function seconds(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
