import type { Control } from './control.ts';

export const redirects = {} as const satisfies Record<string, Control>;
