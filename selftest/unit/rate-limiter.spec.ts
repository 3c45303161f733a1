import { expect, test } from '@playwright/test';
import type { EnforcedLimit } from '../../stack/behaviour/rate-limits.ts';
import { Limiter } from '../../stack/embedded/limiter.ts';

/** A limiter of three in ten seconds and a clock that stands still until it is moved. */
function limited(algorithm: EnforcedLimit['algorithm'], capacity = 3) {
  let now = 1_000_000;
  const limiter = new Limiter({
    now: () => now,
    advance(seconds) {
      now += seconds * 1000;
    },
  });
  const limit: EnforcedLimit = {
    algorithm,
    limit: 3,
    windowSeconds: 9,
    capacity,
    slowness: 1,
    key: '',
    budgetOf: 'client',
    status: 429,
    beyond: 'refuse',
    fields: {},
    refusalFields: {},
  };
  return {
    /** How many of so many requests pass at once. */
    pass: (count: number, budget = 'one') =>
      Array.from({ length: count }, () => limiter.take(budget, limit)).filter(({ allowed }) => allowed)
        .length,
    take: () => limiter.take('one', limit),
    advance: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

test('a fixed window lets all pass again when it ends', () => {
  const { pass, advance } = limited('fixed-window');
  expect(pass(5)).toBe(3);
  advance(8.9);
  expect(pass(1)).toBe(0);
  advance(0.2);
  expect(pass(5)).toBe(3);
});

test('a sliding window forgets each request after its own time', () => {
  const { pass, advance } = limited('sliding-window');
  expect(pass(1)).toBe(1);
  advance(4);
  expect(pass(5)).toBe(2);
  advance(5.1);
  expect(pass(5)).toBe(1);
});

test('a token bucket fills evenly, up to what it holds', () => {
  const { pass, advance } = limited('token-bucket', 5);
  expect(pass(9)).toBe(5);
  advance(3.1);
  expect(pass(9)).toBe(1);
  advance(1000);
  expect(pass(9)).toBe(5);
});

test('a leaky bucket takes one, and its burst', () => {
  const { pass, advance } = limited('leaky-bucket', 1);
  expect(pass(2)).toBe(1);
  advance(2.9);
  expect(pass(1)).toBe(0);
  advance(0.2);
  expect(pass(2)).toBe(1);
});

test('budgets are apart', () => {
  const { pass } = limited('fixed-window');
  expect(pass(5, 'one')).toBe(3);
  expect(pass(5, 'other')).toBe(3);
});

test('what remains falls to nothing, and the refusal says for how long', () => {
  const { take } = limited('fixed-window');
  expect([take(), take(), take(), take()].map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0]);
  expect(take()).toMatchObject({ allowed: false, retryMs: 9000, resetMs: 9000 });
});
