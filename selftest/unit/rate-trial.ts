import type { Ending } from '../../fixtures/rate-burst.ts';
import type { RefusedTrial } from '../../fixtures/rate-limits.ts';
import type { Probe } from '../../fixtures/rate-recovery.ts';
import type { HeaderField } from '../../probes/http/exchange.ts';
import type { NamedRoute, RateLimit } from '../../profiles/index.ts';
import { answer, attempted, series } from './rate-answer.ts';

const LIMIT: RateLimit = { limit: 3, windowSeconds: 10 };
export const LEAKY: RateLimit = { limit: 1, windowSeconds: 1, algorithm: 'leaky-bucket', burst: 2 };
export const ROUTE: NamedRoute = {
  name: 'limited',
  kind: 'api',
  method: 'GET',
  path: '/limited',
  status: 200,
};

/** A trial in which so many requests passed before one was refused. */
export function trial(
  passed: number,
  changes: Partial<RefusedTrial> = {},
  ending: Ending = 'refused',
): RefusedTrial {
  const refusal = attempted('refused', passed / 100);
  return {
    route: ROUTE,
    limit: LIMIT,
    subject: 'GET /limited',
    burst: { attempts: [...series(passed, 'passed'), refusal], ending, passed },
    fresh: true,
    alone: true,
    neighbours: [],
    exempt: [],
    refusal,
    ...changes,
  };
}

/** A trial whose refusal has these fields. */
export function refusedWith(
  headers: readonly HeaderField[],
  changes: Partial<RefusedTrial> = {},
): RefusedTrial {
  return trial(3, { refusal: attempted('refused', 0.03, 0.001, answer(429, headers)), ...changes });
}

/** A request so many seconds after the refusal. */
export function probe(outcome: 'passed' | 'refused', after: number): Probe {
  return { attempt: attempted(outcome, after), after };
}
