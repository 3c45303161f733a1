import type { Control } from './control.ts';

export const exposure = {} as const satisfies Record<string, Control>;
