import type { Control } from './control.ts';

export const cookies = {} as const satisfies Record<string, Control>;
