import type { Control } from './control.ts';

export const headers = {} as const satisfies Record<string, Control>;
