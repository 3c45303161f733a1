import type { Control } from './control.ts';

export const tls = {} as const satisfies Record<string, Control>;
