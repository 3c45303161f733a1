import type { Mutant } from './mutant.ts';

export const exposureMutants = {} as const satisfies Record<string, Mutant>;
