import { expect, test } from '@playwright/test';
import { endingOf, isHeldBack, mayHaveRolled } from '../../fixtures/rate-burst.ts';
import type { RateLimit } from '../../profiles/index.ts';
import { attempted, series } from './rate-answer.ts';

const WINDOW: RateLimit = { limit: 5, windowSeconds: 60 };
const SLIDING: RateLimit = { ...WINDOW, algorithm: 'sliding-window' };
const LEAKY: RateLimit = { limit: 10, windowSeconds: 60, algorithm: 'leaky-bucket', burst: 9 };
const FAST: RateLimit = { limit: 20, windowSeconds: 1, algorithm: 'leaky-bucket' };

test.describe('a burst', () => {
  test('goes on while requests pass', () => {
    expect(endingOf(series(5, 'passed'), WINDOW)).toBeUndefined();
    expect(endingOf(series(10, 'passed'), WINDOW)).toBeUndefined();
  });

  test('ends with a refusal', () => {
    expect(endingOf([...series(5, 'passed'), attempted('refused', 1)], WINDOW)).toBe('refused');
  });

  test('of a fixed window goes on to twice the limit, since the window may end', () => {
    expect(endingOf(series(11, 'passed'), WINDOW)).toBe('unlimited');
    expect(endingOf(series(9, 'passed'), SLIDING)).toBe('unlimited');
  });

  test('of a bucket ends as unlimited a few requests beyond what flows in', () => {
    expect(endingOf(series(12, 'passed'), LEAKY)).toBeUndefined();
    expect(endingOf(series(13, 'passed'), LEAKY)).toBe('unlimited');
  });

  test('that takes longer than the window says nothing', () => {
    expect(endingOf([attempted('passed', 0), attempted('passed', 61)], WINDOW)).toBe('slow');
  });

  test('that is no faster than the bucket says nothing', () => {
    const evenly = Array.from({ length: 22 }, (_, index) => attempted('passed', index / 20, 0.02));
    expect(endingOf(evenly, FAST)).toBe('slow');
  });

  test('more than the limit may be a window that ended, but not more than twice', () => {
    const attempts = [...series(8, 'passed'), attempted('refused', 1)];
    expect(mayHaveRolled({ attempts, ending: 'refused', passed: 8 }, WINDOW)).toBe(true);
    expect(mayHaveRolled({ attempts, ending: 'refused', passed: 5 }, WINDOW)).toBe(false);
    expect(mayHaveRolled({ attempts, ending: 'unlimited', passed: 11 }, WINDOW)).toBe(false);
    expect(mayHaveRolled({ attempts, ending: 'refused', passed: 8 }, SLIDING)).toBe(false);
  });
});

test.describe('requests are held back', () => {
  test('where one waits for seconds, as with nginx limit_req without nodelay', () => {
    expect(isHeldBack([attempted('passed', 0), attempted('passed', 0.1, 6.03)], LEAKY)).toBe(true);
  });

  test('where three in a row wait longer than any hiccup', () => {
    const waits = series(3, 'passed', 0.3);
    expect(isHeldBack([attempted('passed', 0), ...waits], LEAKY)).toBe(true);
    expect(isHeldBack([attempted('passed', 0), ...waits.slice(1)], LEAKY)).toBe(false);
  });

  test('where answers come at the pace at which a fast bucket fills', () => {
    const paced = Array.from({ length: 7 }, (_, index) => attempted('passed', index * 0.05, 0.049));
    expect(isHeldBack([attempted('passed', 0), ...paced], FAST)).toBe(true);
    expect(isHeldBack([attempted('passed', 0), ...paced.slice(1)], FAST)).toBe(false);
  });

  test('but not where a busy machine is as slow as that at times', () => {
    const took = [0.06, 0.03, 0.09, 0.05, 0.02, 0.06, 0.11];
    const busy = took.map((each, index) => attempted('passed', index * 0.1, each));
    expect(isHeldBack([attempted('passed', 0), ...busy], FAST)).toBe(false);
  });

  test('but not where a network is slow from the start', () => {
    expect(isHeldBack(series(6, 'passed', 0.3), WINDOW)).toBe(false);
  });

  test('and where the client gave up waiting', () => {
    expect(endingOf([attempted('passed', 0), attempted('held', 1, 5)], LEAKY)).toBe('delayed');
  });
});
