import type { LoadedProfile } from '../../profiles/index.ts';

/** What becomes of the requests for the route that is put under load. */
export interface CapacityBehaviour {
  /** The route, `GET /health`; empty: none is. */
  readonly route: string;
  /** One answer in so many is a 503; 0: none. */
  readonly failsOneIn: number;
  /** Answers a second at most; requests beyond wait. 0: as many as come. */
  readonly perSecond: number;
  /** One answer in so many is late by this time; 0: none. */
  readonly lateOneIn: number;
  readonly lateByMs: number;
}

export function capacityFor({ capacity, routes }: LoadedProfile): CapacityBehaviour {
  const route = capacity && routes[capacity.route];
  return {
    route: route ? `${route.method} ${route.path}` : '',
    failsOneIn: 0,
    perSecond: 0,
    lateOneIn: 0,
    lateByMs: 1300,
  };
}
