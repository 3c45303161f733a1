import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';

/** Notes what it is asked, and fails at the commands with certain words. */
const PROGRAM = `#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in *"$FAILS_AT"*) printf '%s\\n' "$SAYS" >&2; exit 1 ;; esac
`;

/** How a Docker of ours fails. */
export interface DockerTrouble {
  /** Part of the command that fails. */
  readonly failsAt: string;
  readonly says: string;
}

/** A PATH on which nothing is but a Docker that fails, or not even that; and where it notes what it is asked. */
export function withDocker(trouble?: DockerTrouble): Record<'PATH' | 'CALLS' | 'FAILS_AT' | 'SAYS', string> {
  const { failsAt = '', says = '' } = trouble ?? {};
  const programs = test.info().outputPath('bin');
  mkdirSync(programs);
  if (trouble) writeFileSync(join(programs, 'docker'), PROGRAM, { mode: 0o755 });
  const calls = test.info().outputPath('calls');
  writeFileSync(calls, '');
  return { PATH: programs, CALLS: calls, FAILS_AT: failsAt, SAYS: says };
}
