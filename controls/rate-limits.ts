import type { Control } from './control.ts';

export const rateLimits = {} as const satisfies Record<string, Control>;
