import type { Comparison, ControlChange } from './comparison.ts';

/** What changed, in a line: `since 2026-11-20: 2 new failures, 1 fixed, 3 still failing`. */
export function sinceLine({
  before,
  profile,
  target,
  newFailures,
  fixed,
  stillFailing,
  unknown,
}: Comparison): string {
  const parts = [
    some(newFailures, 'new failure', 'new failures'),
    some(fixed, 'fixed', 'fixed'),
    some(stillFailing, 'still failing', 'still failing'),
    some(unknown, 'failed before and was not seen now', 'failed before and were not seen now'),
  ].filter((part) => part !== '');
  const other = profile ?? target;
  const of = other ? ` (a run of ${other.before})` : '';
  return `since ${before.startedAt.slice(0, 10)}${of}: ${parts.length > 0 ? parts.join(', ') : 'no failure is new, none is fixed'}`;
}

function some({ length }: readonly ControlChange[], one: string, several: string): string {
  return length === 0 ? '' : `${length} ${length === 1 ? one : several}`;
}
