import { expect, test } from '@playwright/test';
import { estimate, type Pairs } from '../../probes/latency/estimate.ts';
import { randomNumbers } from '../../probes/latency/random.ts';

const COUNT = 1500;

/** Pairs of times, made from a random number and the number of the pair. */
function pairs(
  subject: (random: () => number, index: number) => number,
  baseline: (random: () => number) => number,
  seed = 1,
): Pairs {
  const random = randomNumbers(seed);
  const indices = Array.from({ length: COUNT }, (_, index) => index);
  return {
    subject: indices.map((index) => subject(random, index)),
    baseline: indices.map(() => baseline(random)),
  };
}

/** Around 0.2 ms, now and then a little more. */
const ordinary = (random: () => number) => 0.18 + 0.04 * random() + 0.1 * random() ** 20;

/** Interrupted with this chance, for 3 to 7 ms. */
const interrupted = (chance: number, random: () => number) => (random() < chance ? 3 + 4 * random() : 0);

test.describe('An estimate', () => {
  test('finds a constant overhead at both percentiles', () => {
    const { p50, p95 } = estimate(pairs((random) => ordinary(random) + 0.5, ordinary));
    expect(p50.difference.value).toBeCloseTo(0.5, 2);
    expect(p50.difference.high - p50.difference.low).toBeLessThan(0.02);
    expect(p50.difference.low).toBeLessThan(0.5);
    expect(p50.difference.high).toBeGreaterThan(0.5);
    expect(p95.difference.high).toBeLessThan(0.65);
    expect(p50.ratio.value).toBeCloseTo(3.5, 1);
  });

  test('finds no overhead where there is none', () => {
    const { p50, p95 } = estimate(pairs(ordinary, ordinary));
    expect(p50.difference.low).toBeLessThan(0);
    expect(p50.difference.high).toBeGreaterThan(0);
    expect(p95.difference.high).toBeLessThan(0.1);
  });

  test('gives the same intervals for the same pairs', () => {
    const same = pairs(ordinary, ordinary, 7);
    expect(estimate(same)).toEqual(estimate(same));
  });

  test('takes interruptions that meet both alike for what they are', () => {
    const noisy = (random: () => number) => ordinary(random) + interrupted(0.05, random);
    const { p50, p95 } = estimate(pairs((random) => noisy(random) + 0.5, noisy));
    expect(p50.difference.value).toBeCloseTo(0.5, 1);
    expect(p95.difference.value).toBeLessThan(0.7);
    expect(p95.difference.low).toBeLessThan(0.55);
  });

  for (const seed of [1, 2, 3, 4, 5]) {
    test(`is not sure of a tail that comes with taking longer, seed ${seed}`, () => {
      const { p50, p95 } = estimate(
        pairs(
          (random) => ordinary(random) + 0.8 + interrupted(0.1, random),
          (random) => ordinary(random) + interrupted(0.02, random),
          seed,
        ),
      );
      // Five times as long, and five times as often interrupted: nothing proves a slow server.
      expect(p50.difference.value).toBeCloseTo(0.8, 1);
      expect(p95.difference.low).toBeLessThan(0.9);
      expect(p95.difference.high).toBeGreaterThan(3);
    });

    test(`finds one slow request in twenty, seed ${seed}`, () => {
      const { p50, p95 } = estimate(
        pairs((random, index) => ordinary(random) + (index % 20 === 0 ? 15 : 0), ordinary, seed),
      );
      expect(p50.difference.high).toBeLessThan(0.05);
      expect(p95.difference.low).toBeGreaterThan(14);
      expect(p95.difference.high).toBeLessThan(16);
    });

    test(`finds it among interruptions, seed ${seed}`, () => {
      const noisy = (random: () => number) => ordinary(random) + interrupted(0.05, random);
      const { p50, p95 } = estimate(
        pairs((random, index) => noisy(random) + (index % 20 === 0 ? 15 : 0), noisy, seed),
      );
      expect(p50.difference.high).toBeLessThan(0.1);
      expect(p95.difference.low).toBeGreaterThan(7.5);
    });
  }

  test('does not take one slow request in fifty for one in twenty', () => {
    const { p95 } = estimate(
      pairs((random, index) => ordinary(random) + (index % 50 === 0 ? 15 : 0), ordinary),
    );
    expect(p95.difference.low).toBeLessThan(0.2);
  });

  test('tells how much slower the second half is', () => {
    const slowing = pairs((random, index) => ordinary(random) + index / COUNT, ordinary);
    const { drift } = estimate(slowing);
    expect(drift.value).toBeCloseTo(0.5, 1);
    // Each half is a ramp of half a millisecond, whose median a resample moves by a tenth or more.
    expect(drift.low).toBeGreaterThan(0.3);
    expect(estimate(pairs(ordinary, ordinary)).drift.low).toBeLessThan(0);
  });

  test('does not take a machine that slows down for a target that does', () => {
    const random = randomNumbers(3);
    const slower = Array.from({ length: COUNT }, (_, index) => 1 + index / COUNT);
    const { drift, p50 } = estimate({
      subject: slower.map((factor) => ordinary(random) * factor + 0.1),
      baseline: slower.map((factor) => ordinary(random) * factor),
    });
    expect(Math.abs(drift.value)).toBeLessThan(0.02);
    expect(p50.difference.value).toBeCloseTo(0.1, 1);
  });
});
