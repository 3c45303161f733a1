import type { Control } from './control.ts';

export const cors = {} as const satisfies Record<string, Control>;
