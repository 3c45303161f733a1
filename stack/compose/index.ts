import { inWorkspace, type NativeStack } from '../native/stack.ts';
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
export async function prepareCompose(
  profiles: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  for (const profile of profiles) starterOf(profile);
  await requireDocker();
  for (const project of await removeStale()) say(`removed the containers of an earlier run: ${project}`);
  await applicationProgram();
  for (const profile of profiles) {
    say(`building the images of ${profile} (the first time takes minutes)`);
    const startedAt = performance.now();
    await compose(projectOf({ profile, files: '.', ports: {} }), ['build'], BUILD_LIMIT_MS);
    say(`the images of ${profile} are built (${seconds(startedAt)})`);
  }
}

/**
 * Starts the containers of a profile, on free loopback ports, as a project of their own.
 *
 * Throws where the profile has no stack in containers, and where one does not start, with what it said.
 *
 * @param say is told what is waited for
 */
export async function startComposeStack(profile: string, say: (line: string) => void): Promise<NativeStack> {
  const starter = starterOf(profile);
  const startedAt = performance.now();
  say(`starting the containers of ${profile}`);
  const stack = await inWorkspace((workspace) => starter(workspace, say));
  say(`the containers of ${profile} are healthy (${seconds(startedAt)})`);
  return stack;
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
