import { ProbeError } from '../problem.ts';
import { estimate, type Estimate } from './estimate.ts';
import { randomNumbers } from './random.ts';

/** One way to get a request answered. */
export interface Side {
  /** In words: `https on an open connection`. */
  readonly name: string;
  /** Does what must be there before a request, outside the timed part. */
  prepare(): Promise<void>;
  /** Gets one request answered as it should be. Throws ProbeError where it is not. */
  request(): Promise<void>;
  /** Ends its connections. */
  close(): void;
}

/** What is compared, and for how long. */
export interface Comparison {
  readonly subject: Side;
  readonly baseline: Side;
  /** Whether the estimate says enough; asked after each round. */
  readonly isSettled: (estimate: Estimate) => boolean;
  /** Milliseconds for everything, statistics included. */
  readonly limitMs: number;
  /** Nanoseconds from any moment on; the monotonic clock of the system unless told. */
  readonly clock?: () => bigint;
}

/** A comparison as it was made. Serialisable. */
export interface PairedObservation {
  readonly kind: 'latency';
  /** What was compared with what. */
  readonly sides: { readonly subject: string; readonly baseline: string };
  readonly estimate: Estimate;
  readonly durationMs: number;
}

/** Both sides have to be warm: connections open, code compiled, caches filled. */
const WARM_UP_PAIRS = 20;

/** Fewer say nothing at all. */
const LEAST_PAIRS = 60;

/** More take longer to evaluate than they add. */
const MOST_PAIRS = 8_000;

/** When the estimate is looked at first, in milliseconds; then whenever twice the time has passed. */
const FIRST_LOOK_MS = 250;

/** What is left of the time limit is for the last estimate. */
const LAST_LOOK = 0.93;

const ORDER_SEED = 1_908;

/**
 * Compares two ways to get a request answered, in pairs: one request on each side, in random order, so that whatever the
 * machine does in between happens to both alike.
 *
 * Ends as soon as the estimate says enough, or the time is up.
 *
 * @throws ProbeError where a request is not answered as it should be, the clock goes backwards, or the time is up before
 * there are enough pairs to say anything
 */
export async function comparePaired(comparison: Comparison): Promise<PairedObservation> {
  const { subject, baseline } = comparison;
  try {
    return await compared(comparison);
  } finally {
    subject.close();
    baseline.close();
  }
}

async function compared(comparison: Comparison): Promise<PairedObservation> {
  const { subject, baseline, isSettled, limitMs, clock = () => process.hrtime.bigint() } = comparison;
  const random = randomNumbers(ORDER_SEED);
  const pairs = { subject: [] as number[], baseline: [] as number[] };
  const begin = clock();
  const elapsed = () => milliseconds(begin, clock());
  const pair = async () => {
    await subject.prepare();
    await baseline.prepare();
    const subjectFirst = random() < 0.5;
    const early = subjectFirst ? undefined : await timed(baseline, clock);
    const own = await timed(subject, clock);
    return { own, other: early ?? (await timed(baseline, clock)) };
  };
  for (let warm = 0; warm < WARM_UP_PAIRS && elapsed() < limitMs; warm++) await pair();
  let latest: Estimate | undefined;
  for (const look of looksWithin(limitMs)) {
    while (elapsed() < look && pairs.subject.length < MOST_PAIRS) {
      const { own, other } = await pair();
      pairs.subject.push(own);
      pairs.baseline.push(other);
    }
    if (pairs.subject.length < LEAST_PAIRS || pairs.subject.length === latest?.pairs) continue;
    latest = estimate(pairs);
    if (isSettled(latest)) break;
  }
  if (!latest)
    throw new ProbeError(
      'timeout',
      `${subject.name} and ${baseline.name}: ${pairs.subject.length} pairs of requests in ${limitMs} ms; fewer than ${LEAST_PAIRS} say nothing.`,
    );
  const sides = { subject: subject.name, baseline: baseline.name };
  return { kind: 'latency', sides, estimate: latest, durationMs: elapsed() };
}

function looksWithin(limitMs: number): number[] {
  const last = limitMs * LAST_LOOK;
  const looks: number[] = [];
  for (let look = FIRST_LOOK_MS; look < last; look *= 2) looks.push(look);
  return [...looks, last];
}

async function timed(side: Side, clock: () => bigint): Promise<number> {
  const begin = clock();
  await side.request();
  const taken = milliseconds(begin, clock());
  if (taken < 0) throw new ProbeError('local', `The clock of this machine went back by ${-taken} ms.`);
  return taken;
}

function milliseconds(begin: bigint, end: bigint): number {
  return Number(end - begin) / 1e6;
}
