import type { Mutant } from './mutant.ts';

export const corsMutants = {} as const satisfies Record<string, Mutant>;
