import type { Mutant } from './mutant.ts';

export const redirectsMutants = {} as const satisfies Record<string, Mutant>;
