import type { LoadedProfile, RateLimit } from '../../profiles/index.ts';

/** One route's limit as it is enforced. */
export interface EnforcedLimit {
  readonly algorithm: NonNullable<RateLimit['algorithm']>;
  /** What the answers name as the limit, per window. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** Requests that a new client may send at once. */
  readonly capacity: number;
  /** The budget comes back after so many times the time that it should take. */
  readonly slowness: number;
  /** Field of the request that tells clients apart; empty: their address does. */
  readonly key: string;
  /** Whether each client has a budget of its own, or all share one. */
  readonly budgetOf: 'client' | 'all';
  /** Status of a refusal. */
  readonly status: number;
  /** What becomes of a request beyond the limit: refused; kept waiting and then served; or served, and called refused. */
  readonly beyond: 'refuse' | 'delay' | 'serve';
  /**
   * Fields of every answer, and of refusals. {limit}, {window}, {remaining}, {reset} and {retry} stand for the values
   * of the moment, {retry-date} for an HTTP date; an empty field is not sent.
   */
  readonly fields: Readonly<Record<string, string>>;
  readonly refusalFields: Readonly<Record<string, string>>;
}

/** How often one client may ask. */
export interface RateLimitBehaviour {
  /** Limits by method and path: `POST /login`. */
  readonly routes: Readonly<Record<string, EnforcedLimit>>;
  /** What has a budget of its own: a route, all methods of a path, or nothing. */
  readonly budgetFor: 'route' | 'path' | 'everything';
}

const FIELDS = {
  structured: {
    'RateLimit-Policy': '"default";q={limit};w={window}',
    RateLimit: '"default";r={remaining};t={reset}',
  },
  trio: {
    'RateLimit-Limit': '{limit}',
    'RateLimit-Remaining': '{remaining}',
    'RateLimit-Reset': '{reset}',
  },
  'x-trio': {
    'X-RateLimit-Limit': '{limit}',
    'X-RateLimit-Remaining': '{remaining}',
    'X-RateLimit-Reset': '{reset}',
  },
} as const;

/** Limits that satisfy the `rateLimits` section of the profile. */
export function rateLimitsFor({ rateLimits, routes }: LoadedProfile): RateLimitBehaviour {
  const told = rateLimits?.fields ?? [];
  const fields = Object.assign(
    {},
    ...told.map((style) => (style === 'retry-after' ? {} : FIELDS[style])),
  ) as Record<string, string>;
  const refusalFields = told.includes('retry-after') ? { 'Retry-After': '{retry}' } : {};
  const limits = Object.entries(rateLimits?.routes ?? {}).flatMap(([name, limit]) => {
    const route = routes[name];
    if (!route) return [];
    const path = route.path.split('?')[0] ?? route.path;
    return [[`${route.method} ${path}`, { ...enforced(limit), fields, refusalFields }] as const];
  });
  return { routes: Object.fromEntries(limits), budgetFor: 'route' };
}

function enforced(declared: RateLimit): Omit<EnforcedLimit, 'fields' | 'refusalFields'> {
  const { limit, windowSeconds, burst, key, algorithm = 'fixed-window' } = declared;
  return {
    algorithm,
    limit,
    windowSeconds,
    capacity:
      algorithm === 'leaky-bucket'
        ? (burst ?? 0) + 1
        : algorithm === 'token-bucket'
          ? (burst ?? limit)
          : limit,
    slowness: 1,
    key: typeof key === 'object' ? key.header : '',
    budgetOf: 'client',
    status: 429,
    beyond: 'refuse',
  };
}
