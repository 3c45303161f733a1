import type { Behaviour } from '../behaviour.ts';
import type { ClientCertificates } from '../target.ts';

/** Parent to child: what to be from now on, or to put its clock forward. Each is answered by one {@link Report}. */
export type Order =
  | { readonly kind: 'serve'; readonly behaviour: Behaviour; readonly canary: string }
  | { readonly kind: 'advance'; readonly seconds: number };

/** Child to parent: where it listens, that its clock has moved, or why neither. */
export type Report =
  | {
      readonly kind: 'listening';
      readonly httpsPort: number;
      readonly httpPort: number;
      readonly upstreamPort: number;
      readonly ca: string;
      readonly addresses: readonly string[];
      readonly clients?: ClientCertificates;
    }
  | { readonly kind: 'advanced' }
  | { readonly kind: 'failed'; readonly message: string };
