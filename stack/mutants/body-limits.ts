import type { Mutant } from './mutant.ts';

export const bodyLimitsMutants = {} as const satisfies Record<string, Mutant>;
