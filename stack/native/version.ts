import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** The versions of a program that its configuration is written for, and how it tells its own. */
export interface VersionRange {
  readonly args: readonly string[];
  /** What it then says; the first group is the number. */
  readonly says: RegExp;
  /** The first that will do. */
  readonly from: string;
  /** The first that will not do any more; absent: none is known. */
  readonly below?: string;
}

/** What is asked for its version. */
export interface Versioned {
  readonly name: string;
  readonly binary: string;
  /** The Debian package that brings it. */
  readonly package: string;
  readonly version: VersionRange;
}

const LIMIT_MS = 5_000;
const MOST_CHARACTERS = 10_000;

/**
 * The version of a program, for example `1.22.1`.
 *
 * Throws where it is not one that its configuration is written for, and where it does not tell it within five seconds.
 */
export async function versionOf({ name, binary, package: needed, version }: Versioned): Promise<string> {
  const { args, says, from, below } = version;
  const wanted = `${from} or later${below === undefined ? '' : `, and before ${below}`}`;
  const said = await saidBy(binary, args);
  const found = typeof said === 'string' ? says.exec(said)?.[1] : undefined;
  if (found === undefined) {
    const instead = typeof said === 'string' ? `says "${shortened(said)}"` : said.problem;
    throw new Error(
      `${name} does not tell its version, which has to be ${wanted}: ${[binary, ...args].join(' ')} ${instead}`,
    );
  }
  if (compared(found, from) < 0 || (below !== undefined && compared(found, below) >= 0)) {
    throw new Error(
      `${name} is of version ${found} (${binary}); its configuration is written for ${wanted}: apt-get install ${needed}`,
    );
  }
  return found;
}

/** What a program says on both outputs before it ends, or why it cannot be told. */
async function saidBy(
  binary: string,
  args: readonly string[],
): Promise<string | { readonly problem: string }> {
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  const ended = new Promise<string | { problem: string }>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.length > MOST_CHARACTERS) resolve(said);
      });
    }
    child.once('error', ({ message }) => {
      resolve({ problem: `cannot be run: ${message}` });
    });
    child.once('close', () => {
      resolve(said);
    });
  });
  const timer = new AbortController();
  const late = delay(LIMIT_MS, { problem: `does not end within ${LIMIT_MS / 1000} s` }, timer);
  const answer = await Promise.race([ended, late]);
  timer.abort();
  if (child.pid !== undefined) endGroup(child.pid);
  return answer;
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // None of them is left.
  }
}

function shortened(text: string): string {
  const line = text.replace(/[^\x20-\x7e]+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** Negative where the first is the older one. Numbers alone are looked at. */
function compared(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => text.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
