import { expect, test } from '@playwright/test';
import { atLeast, quantileInterval, shareInterval } from '../../fixtures/binomial.ts';
import { corrected } from '../../probes/load/correction.ts';

const ascending = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test.describe('The share of failures', () => {
  // As scipy.stats.beta.ppf() has them.
  for (const [failures, requests, low, high] of [
    [0, 2995, 0, 0.001],
    [0, 300, 0, 0.0099361],
    [3, 300, 0.002731, 0.0256414],
    [30, 3000, 0.0072069, 0.0135393],
    [5, 5, 0.5492803, 1],
  ] as const) {
    test(`has the interval of Clopper and Pearson: ${failures} of ${requests}`, () => {
      const interval = shareInterval(failures, requests);
      expect(interval.low).toBeCloseTo(low, 5);
      expect(interval.high).toBeCloseTo(high, 5);
      expect(interval.value).toBe(failures / requests);
    });
  }

  test('has a chance that can be added up', () => {
    expect(atLeast(0, 10, 0.1)).toBe(1);
    expect(atLeast(1, 10, 0.1)).toBeCloseTo(1 - 0.9 ** 10, 10);
    expect(atLeast(10, 10, 0.1)).toBeCloseTo(1e-10, 12);
    expect(atLeast(9, 900, 0.001)).toBeLessThan(1e-5);
  });
});

test.describe('A quantile', () => {
  test('is the nearest rank, whatever the order', () => {
    expect(quantileInterval([5, 1, 4, 2, 3], 0.5).value).toBe(3);
    expect(quantileInterval(ascending(100), 0.95).value).toBe(95);
  });

  test('has an upper end from 59 values on for p95, and from 299 on for p99', () => {
    expect(quantileInterval(ascending(58), 0.95).high).toBe(Infinity);
    expect(quantileInterval(ascending(59), 0.95).high).toBe(59);
    expect(quantileInterval(ascending(298), 0.99).high).toBe(Infinity);
    expect(quantileInterval(ascending(299), 0.99).high).toBe(299);
  });

  test('has an interval that holds it nine times in ten', () => {
    let state = 1;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const intervals = Array.from({ length: 400 }, () =>
      quantileInterval(Array.from({ length: 300 }, random), 0.95),
    );
    const held = intervals.filter(({ low, high }) => low <= 0.95 && 0.95 <= high).length;
    expect(held).toBeGreaterThan(345);
    expect(held).toBeLessThan(395);
  });

  test('of 120 000 values is found', () => {
    const { value, low, high } = quantileInterval(ascending(120_000), 0.99);
    expect(value).toBe(118_800);
    expect(low).toBeGreaterThan(118_700);
    expect(high).toBeLessThan(118_900);
  });
});

test.describe('Coordinated omission', () => {
  test('is corrected by the requests that were due while one was waited for', () => {
    expect(corrected([350], 100)).toEqual([350, 250, 150]);
  });

  test('changes nothing while answers come before the next request is due', () => {
    expect(corrected([1, 99, 199], 100)).toEqual([1, 99, 199]);
  });
});
