import { quantileInterval, type Interval } from '../../fixtures/binomial.ts';
import { randomNumbers } from '../../probes/latency/random.ts';
import type { ClientResult, Slice } from './client.ts';

/** What one way takes; latency in milliseconds. */
export interface Figures {
  readonly name: string;
  readonly p50: Interval;
  readonly p95: Interval;
  readonly perSecond: Interval;
  readonly cpuSecondsPerThousand: Interval;
  /** Compared with the first way; of that itself, nothing. */
  readonly relative: {
    readonly p50: Interval;
    readonly p95: Interval;
    /** 1: as many, as much. */
    readonly throughput: Interval;
    readonly cpu: Interval;
  };
}

/** Resamples; 95 % of their results lie in the interval. */
const RESAMPLES = 400;

/** Rounds that are drawn together: what disturbs one disturbs the next. */
const BLOCK = 8;

const SEED = 1979;

/**
 * Latencies with intervals from a bootstrap of blocks of rounds (Künsch 1989), in which every way was asked once; under
 * load the median slice with its interval.
 */
export function figures(names: readonly string[], { latencies, slices }: ClientResult): readonly Figures[] {
  const count = latencies[0]?.length ?? 0;
  const random = randomNumbers(SEED);
  const resampled = Array.from({ length: RESAMPLES }, () => {
    const rounds = drawn(count, random);
    return latencies.map((times) => quantiles(rounds.map((round) => times[round] ?? NaN)));
  });
  const whole = latencies.map((times) => quantiles(times));
  return names.map((name, way) => {
    const interval = (read: (ways: readonly Quantiles[]) => number): Interval => {
      const results = resampled.map(read).sort((a, b) => a - b);
      const at = (share: number) => results[Math.round(share * (RESAMPLES - 1))] ?? NaN;
      return { value: read(whole), low: at(0.025), high: at(0.975) };
    };
    const own = slices[way] ?? [];
    const plain = slices[0] ?? [];
    return {
      name,
      p50: interval((ways) => ways[way]?.p50 ?? NaN),
      p95: interval((ways) => ways[way]?.p95 ?? NaN),
      perSecond: medianOf(own.map(({ perSecond }) => perSecond)),
      cpuSecondsPerThousand: medianOf(own.map((slice) => slice.cpuSecondsPerThousand)),
      relative: {
        p50: interval((ways) => (ways[way]?.p50 ?? NaN) - (ways[0]?.p50 ?? NaN)),
        p95: interval((ways) => (ways[way]?.p95 ?? NaN) - (ways[0]?.p95 ?? NaN)),
        throughput: medianOf(ratios(own, plain, ({ perSecond }) => perSecond)),
        cpu: medianOf(ratios(own, plain, (slice) => slice.cpuSecondsPerThousand)),
      },
    };
  });
}

interface Quantiles {
  readonly p50: number;
  readonly p95: number;
}

function quantiles(times: readonly number[]): Quantiles {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

function drawn(count: number, random: () => number): readonly number[] {
  const rounds: number[] = [];
  while (rounds.length < count) {
    const start = Math.floor(random() * count);
    for (let step = 0; step < BLOCK && rounds.length < count; step++) rounds.push((start + step) % count);
  }
  return rounds;
}

/** Slices of the same number were taken one after the other. */
function ratios(own: readonly Slice[], plain: readonly Slice[], read: (slice: Slice) => number): number[] {
  return own.flatMap((slice, index) => {
    const other = plain[index];
    return other ? [read(slice) / read(other)] : [];
  });
}

/** The median, with the interval of the order statistics: 95 % on either side. */
function medianOf(values: readonly number[]): Interval {
  return quantileInterval(values, 0.5);
}
