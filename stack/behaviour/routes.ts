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
}

export interface RouteBehaviour {
  readonly served: readonly ServedRoute[];
  /** Statuses that differ from the declared ones, by method and path: `GET /health`. */
  readonly wrongStatus: Readonly<Record<string, number>>;
}

/** The routes of the profile, as the application serves them. */
export function routesFor(profile: LoadedProfile): RouteBehaviour {
  return {
    served: Object.values(profile.routes).map((route) => ({
      kind: route.kind,
      method: route.method,
      path: route.path.split('?')[0] ?? route.path,
      status: route.status,
      sensitive: route.sensitive ?? false,
    })),
    wrongStatus: {},
  };
}
