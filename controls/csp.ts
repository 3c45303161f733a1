import type { Control } from './control.ts';

export const csp = {} as const satisfies Record<string, Control>;
