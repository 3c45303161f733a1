import type { LoadedProfile } from '../../profiles/index.ts';

/** How many connections the TLS entry keeps open. */
export interface ConnectionBehaviour {
  /** Most at a time; on those beyond, every request is answered with 503, as nginx does. 0: no limit. */
  readonly limit: number;
  /** `all`: those of all addresses count together. */
  readonly counted: 'by-address' | 'all';
  /** Whether a connection that has ended still counts. */
  readonly forgotten: boolean;
}

export function connectionsFor({ rateLimits }: LoadedProfile): ConnectionBehaviour {
  return { limit: rateLimits?.connections ?? 0, counted: 'by-address', forgotten: true };
}
