import type { Mutant } from './mutant.ts';

export const rateLimitsMutants = {} as const satisfies Record<string, Mutant>;
