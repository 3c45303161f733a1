import type { Mutant } from './mutant.ts';

export const proxyMutants = {} as const satisfies Record<string, Mutant>;
