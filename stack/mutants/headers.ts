import type { Mutant } from './mutant.ts';

export const headersMutants = {} as const satisfies Record<string, Mutant>;
