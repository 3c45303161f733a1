import { fileURLToPath } from 'node:url';
import { bundled } from '../bundle.ts';

/** Path of the embedded stack as one JavaScript file; see {@link bundled}. */
export function embeddedProgram(): Promise<string> {
  return bundled('embedded-stack', fileURLToPath(new URL('main.ts', import.meta.url)));
}
