import type { Behaviour } from '../behaviour.ts';
import type { ClientCertificates, TwinKind } from '../target.ts';

/** Parent to child: what to be from now on, to put its clock forward, or to open a twin. Each is answered by one {@link Report}. */
export type Order =
  | { readonly kind: 'serve'; readonly behaviour: Behaviour; readonly canary: string }
  | { readonly kind: 'advance'; readonly seconds: number }
  | { readonly kind: 'open-twin'; readonly twin: TwinKind };

/** Child to parent: where it listens, that its clock has moved, where its twin listens, or why none of that. */
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
  | { readonly kind: 'twin-listening'; readonly port: number }
  | { readonly kind: 'failed'; readonly message: string };
