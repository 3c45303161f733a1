import type { EnforcedLimit } from '../behaviour/rate-limits.ts';
import type { Mutant } from './mutant.ts';

/** A limit of the profile that is enforced otherwise. */
export function limits(route: string, deviation: Partial<EnforcedLimit>): Mutant['fault'] {
  return { rateLimits: { routes: { [route]: deviation } } };
}
