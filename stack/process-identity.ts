import { readFileSync, readlinkSync } from 'node:fs';

/** The space in which process ids of this machine are counted; undefined where there is no /proc. */
export function processSpace(): string | undefined {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0];
  } catch {
    return undefined;
  }
}

/**
 * When a process was started, in clock ticks since the boot: its id may be given anew, but not with the same start.
 * Undefined where there is no such process, or no /proc.
 */
export function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): field 22. The second, in parentheses, may hold spaces. A zombie runs no more.
    const [state, ...others] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : others[18];
  } catch {
    return undefined;
  }
}
