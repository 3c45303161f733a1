import type { Behaviour } from '../behaviour.ts';

/** Parent to child, once: what to be. */
export interface Order {
  readonly behaviour: Behaviour;
  readonly canary: string;
}

/** Child to parent, once: where it listens, or why it does not. */
export type Report =
  | {
      readonly kind: 'listening';
      readonly httpsPort: number;
      readonly httpPort: number;
      readonly upstreamPort: number;
      readonly ca: string;
    }
  | { readonly kind: 'failed'; readonly message: string };
