import type { ControlId } from '../controls/index.ts';
import { remedyFor } from './remedy.ts';
import type { Run } from './run.ts';

/** The product that a remedy is for: `nginx`, or `nginx, for example` where the target did not tell its own. */
export function remedyProduct(id: ControlId, run: Run): string {
  const { product, isExample } = remedyFor(id, run);
  return isExample ? `${product}, for example` : product;
}

/** The remedy as one line: `(nginx) add_header …`. */
export function remedyLine(id: ControlId, run: Run): string {
  return `(${remedyProduct(id, run)}) ${remedyFor(id, run).text}`;
}
