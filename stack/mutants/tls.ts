import type { Mutant } from './mutant.ts';

export const tlsMutants = {} as const satisfies Record<string, Mutant>;
