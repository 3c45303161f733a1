import { catalogue, type Control, type ControlId, type Product } from '../controls/index.ts';
import type { Run } from './run.ts';

/** What to change, and in which product. */
export interface Remedy {
  readonly product: Product;
  readonly text: string;
}

/** Products whose name is part of what they send as `Server`; the rest is told by other means. */
const PRODUCTS: readonly Product[] = ['nginx', 'caddy', 'haproxy'];

/** The remedy for the server in use; for nginx where the server does not say what it is. */
export function remedyFor(id: ControlId, { server, stack }: Pick<Run, 'server' | 'stack'>): Remedy {
  const { remedy }: Control = catalogue[id];
  const told = PRODUCTS.find((product) => server.toLowerCase().includes(product));
  const product = stack === 'embedded' ? 'fastify' : (told ?? 'nginx');
  return { product, text: remedy[product] };
}
