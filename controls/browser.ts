import type { Control } from './control.ts';

export const browser = {} as const satisfies Record<string, Control>;
