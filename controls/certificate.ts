import type { Control } from './control.ts';

export const certificate = {} as const satisfies Record<string, Control>;
