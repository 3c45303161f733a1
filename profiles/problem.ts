import { relative, sep } from 'node:path';
import { inspect } from 'node:util';

/** A place in a file; line and column count from 1. */
export interface Position {
  /** Absolute path. */
  file: string;
  line: number;
  column: number;
}

/** One thing that is wrong in a profile, in plain words, at the place where it was written. */
export interface Problem {
  at: Position;
  message: string;
}

/** Returns the path relative to the working directory, with forward slashes on every system. */
export function shownPath(file: string): string {
  return relative(process.cwd(), file).split(sep).join('/');
}

function byPlace(a: Problem, b: Problem): number {
  return a.at.file.localeCompare(b.at.file) || a.at.line - b.at.line || a.at.column - b.at.column;
}

/**
 * Everything that is wrong with a profile. The message has one line a problem:
 * `profiles/staging.yaml:14:5 unknown key …`.
 */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = problems.toSorted(byPlace);
    super(
      sorted.map(({ at, message }) => `${shownPath(at.file)}:${at.line}:${at.column} ${message}`).join('\n'),
    );
    this.problems = sorted;
    // The mistake is in the YAML, so a stack of our own functions would only bury it.
    this.stack = this.message;
  }

  /** Playwright prints what a configuration throws as Node inspects it: the lines alone, without brackets and data. */
  [inspect.custom](): string {
    return this.message;
  }
}
