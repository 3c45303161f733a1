import type { Status } from '../controls/index.ts';
import type { ControlResult, Run } from './run.ts';

/** Statuses of a control that does not hold, waived or not. */
export const FAILING: ReadonlySet<Status> = new Set<Status>(['fail', 'waived', 'waiver-expired']);

/**
 * When the failure of a control that is open after a run was first found, as far as that run knows: only a pass, or
 * a profile that no longer asks for it, closes it. Undefined where none is open.
 */
export function openSince({ status, failingSince }: ControlResult, { startedAt }: Run): string | undefined {
  return FAILING.has(status) ? (failingSince ?? startedAt) : failingSince;
}

/** What a run is of: the URL of somebody's target; a stack of ours by its kind, since its ports change; or nothing. */
export function placeOf({ target, stack }: Run): string {
  if (target === '') return NOWHERE;
  return stack === 'external' ? target : `the ${stack} stack`;
}

const NOWHERE = 'no target';

/** Whether two runs are of one profile and one target, so that the failures of one are those of the other. */
function alike(run: Run, before: Run): boolean {
  const places = new Set([placeOf(run), placeOf(before)].filter((place) => place !== NOWHERE));
  return run.profile.name === before.profile.name && places.size <= 1;
}

/**
 * The run with `failingSince` taken over from an earlier run, so that each run knows the age of its failures from the
 * one before it alone. A control that could not be looked at keeps what is open. Nothing is taken over from no run, or
 * from one of another profile or target.
 */
export function withHistory(run: Run, before: Run | undefined): Run {
  if (!before || !alike(run, before)) return run;
  const earlier = new Map(before.controls.map((control) => [control.id, openSince(control, before)]));
  const controls = run.controls.map((control) => {
    const failingSince = CLOSING.has(control.status) ? undefined : earlier.get(control.id);
    return failingSince === undefined ? control : { ...control, failingSince };
  });
  return { ...run, controls };
}

const CLOSING: ReadonlySet<Status> = new Set<Status>(['pass', 'not-applicable']);
