import type { ControlResult } from './run.ts';

/**
 * One line for a POSIX shell, with curl or openssl, that shows again what a failing control observed; undefined where
 * no single line can (bursts, load, a browser).
 */
export function reproductionOf(control: ControlResult): string | undefined {
  const [first] = control.evidence;
  return first?.kind === 'http' ? `curl ${JSON.stringify(first.subject)}` : undefined;
}
