import type { Mutant } from './mutant.ts';

export const cookiesMutants = {} as const satisfies Record<string, Mutant>;
