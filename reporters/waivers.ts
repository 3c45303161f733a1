import type { Waiver } from '../profiles/index.ts';
import type { ControlResult, Run } from './run.ts';

/**
 * The waivers behind a control that is waived, or was until they expired: for each finding the one that holds longest
 * of those that cover it. Empty for every other status.
 */
export function waiversBehind({ id, status, observed }: ControlResult, { profile }: Run): Waiver[] {
  if (status !== 'waived' && status !== 'waiver-expired') return [];
  const candidates = profile.waivers
    .filter(({ control }) => control === id)
    .toSorted((a, b) => b.expires.localeCompare(a.expires));
  const needed = observed.map((finding) => candidates.find(({ scope }) => covers(scope, finding)));
  return candidates.filter((waiver) => needed.includes(waiver));
}

/** An observation begins with its subject: `GET /health → 200: …`. */
function covers(scope: readonly string[] | undefined, observed: string): boolean {
  return (
    scope === undefined ||
    scope.some((entry) => observed.startsWith(`${entry}: `) || observed.startsWith(`${entry} `))
  );
}

/** The end of a waiver's last day, which is a day in UTC: RFC 3339. */
export function endOfWaiver({ expires }: Waiver): string {
  return `${expires}T23:59:59Z`;
}

/** The first end among waivers; undefined where there are none. */
export function firstEnd(waivers: readonly Waiver[]): string | undefined {
  return waivers.map(endOfWaiver).sort()[0];
}
