import type { Mutant } from './mutant.ts';

export const browserMutants = {} as const satisfies Record<string, Mutant>;
