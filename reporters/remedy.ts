import { catalogue, type Control, type ControlId, type Product } from '../controls/index.ts';
import type { Run } from './run.ts';

/** What to change, for the product that the target runs on. */
export interface Remedy {
  readonly product: Product;
  /** Set where the target did not tell its product, so that this one is an example. */
  readonly isExample?: true;
  readonly text: string;
}

/** Products whose name is part of what they send as `Server`; the rest is told by other means. */
const PRODUCTS: readonly Product[] = ['nginx', 'caddy', 'haproxy'];

/** The catalogue's remedy of a control, for the product that the run has seen. */
export function remedyFor(id: ControlId, { server, stack }: Pick<Run, 'server' | 'stack'>): Remedy {
  const { remedy: remedies }: Control = catalogue[id];
  if (stack === 'embedded') return { product: 'fastify', text: remedies.fastify };
  const product = PRODUCTS.find((each) => server.toLowerCase().includes(each));
  return product
    ? { product, text: remedies[product] }
    : { product: 'nginx', isExample: true, text: remedies.nginx };
}
