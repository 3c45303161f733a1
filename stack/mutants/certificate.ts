import type { Mutant } from './mutant.ts';

export const certificateMutants = {} as const satisfies Record<string, Mutant>;
