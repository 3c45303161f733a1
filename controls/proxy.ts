import type { Control } from './control.ts';

export const proxy = {} as const satisfies Record<string, Control>;
