import { randomNumbers } from './random.ts';

/** Times in milliseconds: `subject[i]` and `baseline[i]` were taken one after the other. */
export interface Pairs {
  readonly subject: readonly number[];
  readonly baseline: readonly number[];
}

/** A value and where it lies by the bootstrap. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What the subject takes more than the baseline. */
export interface Overhead {
  /** Milliseconds. */
  readonly difference: Interval;
  /** The time with it, in medians of the baseline; 1: it takes as long. */
  readonly ratio: Interval;
}

/** What pairs of requests tell. */
export interface Estimate {
  readonly pairs: number;
  /** Medians as they were taken, milliseconds. */
  readonly medians: { readonly subject: number; readonly baseline: number };
  /** The ordinary request: the median of the differences, pair by pair. */
  readonly p50: Overhead;
  /** The slowest of twenty: the median of those, as far as the baseline's own slow ones do not explain them. */
  readonly p95: Overhead;
  /** How much more the median difference is in the second half of the pairs than in the first; milliseconds. */
  readonly drift: Interval;
}

/**
 * Resamples. The interval reaches from the smallest to the largest of their results, which holds the true value with
 * 99.5 %: it is looked at several times, and each look is a chance to be wrong.
 */
const RESAMPLES = 400;

/** Neighbours that are drawn together: what disturbs one request disturbs the next. */
const BLOCK = 8;

/** Half of one in twenty: so many are slower than the median of the slowest twentieth. */
const TAIL = 0.025;

/** The same pairs always give the same intervals. */
const SEED = 20_140_909;

/**
 * Estimates overhead with intervals from a bootstrap of blocks (Künsch 1989): requests that follow each other are not
 * independent, and latency has no distribution that a formula could go by.
 *
 * Where a busy machine interrupts half of all requests, the medians of both sides are chance, and that of the
 * differences is not: it happens to both alike.
 *
 * The machine now and then interrupts a request for longer than it takes. That happens to the baseline too, so the tail
 * is told by pairs: those whose subject was slower than usual, less those whose baseline was. A subject that takes ρ
 * times as long may be interrupted as often as the baseline, or ρ times as often: which of both, the times do not say.
 * The upper end of the interval counts each slow baseline once, the lower end ρ times, and what lies between is open.
 */
export function estimate(pairs: Pairs): Estimate {
  const sample = prepared(pairs);
  const every = new Uint16Array(sample.count).fill(1);
  const whole = valuesOf(sample, every);
  const weights = new Uint16Array(sample.count);
  const random = randomNumbers(SEED);
  const resampled = Array.from({ length: RESAMPLES }, () => {
    weights.fill(0);
    // Each half from itself, so that it keeps what is its own.
    draw(weights, [0, sample.half], random);
    draw(weights, [sample.half, sample.count], random);
    return valuesOf(sample, weights);
  });
  const interval = (value: Reading, low = value, high = value): Interval => ({
    value: value(whole),
    low: Math.min(low(whole), ...resampled.map(low)),
    high: Math.max(high(whole), ...resampled.map(high)),
  });
  const ratio = (difference: Reading): Reading => {
    return (values) => 1 + difference(values) / values.baseline;
  };
  const p50: Reading = ({ difference }) => difference;
  const low95: Reading = ({ difference, surelySlower }) => difference + surelySlower;
  const high95: Reading = ({ difference, slower }) => difference + slower;
  return {
    pairs: sample.count,
    medians: { subject: middleOf(pairs.subject), baseline: whole.baseline },
    p50: { difference: interval(p50), ratio: interval(ratio(p50)) },
    p95: {
      difference: interval(high95, low95),
      ratio: interval(ratio(high95), ratio(low95)),
    },
    drift: interval(({ drift }) => drift),
  };
}

type Reading = (values: Values) => number;

/** The pairs in the orders in which resamples are read: sorting each of them would take most of the time. */
interface Sample {
  readonly count: number;
  readonly half: number;
  readonly baseline: Float64Array;
  readonly difference: Float64Array;
  /** Indices by rising value. */
  readonly byBaseline: Uint32Array;
  readonly byDifference: Uint32Array;
  /** How far each difference is from their median, and indices by falling distance. */
  readonly deviation: Float64Array;
  readonly byDistance: Uint32Array;
}

function prepared({ subject, baseline }: Pairs): Sample {
  const difference = subject.map((time, index) => time - (baseline[index] ?? NaN));
  const usual = middleOf(difference);
  const deviation = difference.map((value) => value - usual);
  return {
    count: subject.length,
    half: subject.length >> 1,
    baseline: Float64Array.from(baseline),
    difference: Float64Array.from(difference),
    byBaseline: rising(baseline),
    byDifference: rising(difference),
    deviation: Float64Array.from(deviation),
    byDistance: rising(deviation.map(Math.abs)).reverse(),
  };
}

function middleOf(values: readonly number[]): number {
  return values[rising(values)[(values.length - 1) >> 1] ?? 0] ?? NaN;
}

function rising(values: readonly number[]): Uint32Array {
  return Uint32Array.from(values.keys()).sort((a, b) => (values[a] ?? NaN) - (values[b] ?? NaN));
}

/** Counts how often each pair of a range is drawn, in blocks of the range. */
function draw(weights: Uint16Array, [begin, end]: readonly [number, number], random: () => number): void {
  const length = end - begin;
  for (let drawn = 0; drawn < length;) {
    const start = Math.floor(random() * length);
    for (let step = 0; step < BLOCK && drawn < length; step++, drawn++) {
      // Around the end, so that the first and the last are drawn as often as the others.
      const index = begin + ((start + step) % length);
      weights[index] = (weights[index] ?? 0) + 1;
    }
  }
}

interface Values {
  readonly baseline: number;
  readonly difference: number;
  /** Beyond the difference: what the slowest twentieth takes, each slow baseline counted once, and ρ times. */
  readonly slower: number;
  readonly surelySlower: number;
  readonly drift: number;
}

function valuesOf(sample: Sample, weights: Uint16Array): Values {
  const { count, half } = sample;
  const baseline = median(sample.baseline, sample.byBaseline, { weights, begin: 0, end: count });
  const difference = (begin: number, end: number) =>
    median(sample.difference, sample.byDifference, { weights, begin, end });
  const usual = difference(0, count);
  return {
    baseline,
    difference: usual,
    slower: tail(sample, weights, 1),
    surelySlower: tail(sample, weights, Math.max(1, 1 + usual / baseline)),
    drift: difference(half, count) - difference(0, half),
  };
}

interface Range {
  readonly weights: Uint16Array;
  readonly begin: number;
  readonly end: number;
}

/** The median of the drawn values of a range. */
function median(values: Float64Array, order: Uint32Array, { weights, begin, end }: Range): number {
  const rank = (end - begin) / 2;
  let below = 0;
  for (const index of order) {
    if (index < begin || index >= end) continue;
    below += weights[index] ?? 0;
    if (below >= rank) return values[index] ?? NaN;
  }
  return NaN;
}

/** The largest deviation that is exceeded by the tail's share of subjects, slow baselines taken off; 0 where none is. */
function tail({ count, deviation, byDistance }: Sample, weights: Uint16Array, exposure: number): number {
  const wanted = TAIL * count;
  let slower = 0;
  for (const index of byDistance) {
    const distance = deviation[index] ?? NaN;
    slower += (weights[index] ?? 0) * (distance > 0 ? 1 : -exposure);
    if (slower >= wanted) return distance;
  }
  return 0;
}
