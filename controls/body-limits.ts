import type { Control } from './control.ts';

export const bodyLimits = {} as const satisfies Record<string, Control>;
