import type { LoadedProfile, Route } from '../../profiles/index.ts';

export type RouteKind = Route['kind'];

/** The response class that a status tells of, whatever the route. */
export const KIND_BY_STATUS: Readonly<Record<number, RouteKind>> = {
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  429: 'rate-limited',
  500: 'server-error',
};

/** One route that the application serves. */
export interface ServedRoute {
  readonly kind: RouteKind;
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  readonly status: number;
  /** Answers hold personal or session data. */
  readonly sensitive: boolean;
  /** Foreign origin that may use the route; a preflight names it. */
  readonly origin?: string;
  /** Requests that one client may make per window. Absent: unlimited. */
  readonly limit?: { readonly requests: number; readonly windowSeconds: number };
}

export interface RouteBehaviour {
  readonly served: readonly ServedRoute[];
  /** Largest request body in bytes that is accepted. */
  readonly bodyLimit: number;
  /** Statuses that differ from the declared ones, by method and path: `GET /health`. */
  readonly wrongStatus: Readonly<Record<string, number>>;
}

/** Where the profile is silent: 1 MiB, the default of most frameworks. */
const DEFAULT_BODY_LIMIT = 1_048_576;

/** The routes of the profile, as the application serves them. */
export function routesFor(profile: LoadedProfile): RouteBehaviour {
  return {
    served: Object.entries(profile.routes).map(([name, route]) => {
      const limit = profile.rateLimits?.routes?.[name];
      const origin = route.kind === 'preflight' ? route.headers?.['Origin'] : undefined;
      return {
        kind: route.kind,
        method: route.method,
        path: route.path.split('?')[0] ?? route.path,
        status: route.status,
        sensitive: route.sensitive ?? false,
        ...(origin !== undefined && { origin }),
        ...(limit && { limit: { requests: limit.limit, windowSeconds: limit.windowSeconds } }),
      };
    }),
    bodyLimit: profile.bodyLimit?.bytes ?? DEFAULT_BODY_LIMIT,
    wrongStatus: {},
  };
}
