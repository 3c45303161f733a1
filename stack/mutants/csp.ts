import type { Mutant } from './mutant.ts';

export const cspMutants = {} as const satisfies Record<string, Mutant>;
