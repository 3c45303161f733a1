import type { ControlResult, Run } from '../run.ts';
import { oneLine } from './facts.ts';

/** One measured value with its budget. */
export interface Measured {
  readonly id: ControlResult['id'];
  /** What was measured: `https over plain http, open connections, p50`. */
  readonly what: string;
  /** With its unit. */
  readonly value: string;
  /** Where the true value lies, for those that are estimates. */
  readonly interval: string;
  readonly budget: string;
  /** Shares of the budget: 1 is all of it. */
  readonly share: { readonly value: number; readonly low?: number; readonly high?: number };
}

type Details = Readonly<Record<string, unknown>>;

const PERCENTILES = ['p50', 'p95'] as const;

/** What protection adds to a request, each bound of each budget once. */
export function overheads(run: Run): readonly Measured[] {
  return observations(run, 'latency').flatMap(({ id, evidence }) => {
    const { subject, estimate, growth, budget } = evidence;
    const estimated = growth ?? estimate;
    if (!isObject(estimated) || !isObject(budget)) return [];
    return PERCENTILES.flatMap((percentile) =>
      boundsOf(estimated[percentile], budget[percentile]).map((bound) => ({
        id,
        what: `${oneLine(subject)}, ${percentile}`,
        ...bound,
      })),
    );
  });
}

/** Percentiles of the answers under load. */
export function percentiles(run: Run): readonly Measured[] {
  const found = observations(run, 'load').flatMap(({ id, evidence }) => {
    const { subject, rate, latencyMs, budget } = evidence;
    if (!isObject(latencyMs) || !isObject(budget)) return [];
    return (['p95', 'p99'] as const).flatMap((percentile): Measured[] => {
      const value = latencyMs[percentile];
      const limit = budget[percentile];
      if (typeof value !== 'number' || typeof limit !== 'number') return [];
      const what = `${oneLine(subject)}, ${oneLine(rate)} requests a second, ${percentile}`;
      return [
        {
          id,
          what,
          value: `${value.toFixed(2)} ms`,
          interval: '',
          budget: `${limit} ms`,
          share: { value: value / limit },
        },
      ];
    });
  });
  // One load decides several controls. Each percentile belongs to the control that is named after it.
  const owner = ({ id, what }: Measured) => id.includes(what.slice(-3).toUpperCase());
  const sorted = [...found.filter(owner), ...found.filter((each) => !owner(each))];
  return sorted.filter(({ what }, index) => sorted.findIndex((other) => other.what === what) === index);
}

function observations({ controls }: Run, kind: string) {
  return controls.flatMap(({ id, evidence }) =>
    evidence.filter((each) => each.kind === kind).map((each) => ({ id, evidence: each })),
  );
}

function boundsOf(overhead: unknown, limits: unknown): Omit<Measured, 'id' | 'what'>[] {
  if (!isObject(overhead) || !isObject(limits)) return [];
  const { milliseconds, ratio } = limits;
  return [
    ...bound(overhead['difference'], milliseconds, { written: ms, floor: 0 }),
    // A ratio of 1 is nothing added.
    ...bound(overhead['ratio'], ratio, { written: times, floor: 1 }),
  ];
}

function bound(
  interval: unknown,
  limit: unknown,
  { written, floor }: { written: (value: number) => string; floor: number },
): Omit<Measured, 'id' | 'what'>[] {
  if (!isObject(interval) || typeof limit !== 'number' || limit <= floor) return [];
  const { value, low, high } = interval;
  if (typeof value !== 'number' || typeof low !== 'number' || typeof high !== 'number') return [];
  const share = (each: number) => (each - floor) / (limit - floor);
  return [
    {
      value: written(value),
      interval: `${written(low)} to ${written(high)}`,
      budget: written(limit),
      share: { value: share(value), low: share(low), high: share(high) },
    },
  ];
}

function ms(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)} ms`;
}

function times(value: number): string {
  return `×${value.toFixed(2)}`;
}

function isObject(value: unknown): value is Details {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
