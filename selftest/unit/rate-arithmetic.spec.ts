import { expect, test } from '@playwright/test';
import {
  allowance,
  capacity,
  fullRecoverySeconds,
  nextPass,
  recoverySeconds,
} from '../../fixtures/rate-arithmetic.ts';
import type { RateLimit } from '../../profiles/index.ts';

const WINDOW: RateLimit = { limit: 5, windowSeconds: 60 };
const SLIDING: RateLimit = { ...WINDOW, algorithm: 'sliding-window' };
const TOKENS: RateLimit = { ...WINDOW, algorithm: 'token-bucket', burst: 8 };
/** nginx: rate=5r/m, burst=5 nodelay. */
const LEAKY: RateLimit = { ...WINDOW, algorithm: 'leaky-bucket', burst: 5 };

test('a new client may send as many requests at once as each algorithm says', () => {
  expect(capacity(WINDOW)).toBe(5);
  expect(capacity(SLIDING)).toBe(5);
  expect(capacity(TOKENS)).toBe(8);
  expect(capacity({ ...TOKENS, burst: undefined } as unknown as RateLimit)).toBe(5);
  expect(capacity(LEAKY)).toBe(6);
  expect(capacity({ limit: 10, windowSeconds: 1, algorithm: 'leaky-bucket' })).toBe(1);
});

test('windows come back as a whole, buckets one request at a time', () => {
  expect(recoverySeconds(WINDOW)).toBe(60);
  expect(recoverySeconds(LEAKY)).toBe(12);
  expect(fullRecoverySeconds(WINDOW)).toBe(60);
  expect(fullRecoverySeconds(LEAKY)).toBe(72);
});

test('a bucket lets more pass while the burst runs, a window only when it ends', () => {
  expect(allowance(LEAKY, 11.9)).toBe(6);
  expect(allowance(LEAKY, 12)).toBe(7);
  expect(allowance(WINDOW, 59)).toBe(5);
  expect(allowance(WINDOW, 60)).toBe(10);
});

test('the next request passes when the bucket has filled by one, whatever had passed before', () => {
  expect(nextPass(LEAKY, 6, 0.1)).toBe(12);
  expect(nextPass(LEAKY, 7, 12.1)).toBe(24);
  expect(nextPass(WINDOW, 5, 0.1)).toBe(60);
});

test('a bucket of another size comes back at the same pace', () => {
  expect(nextPass(LEAKY, 7, 0.1)).toBe(12);
  expect(nextPass(LEAKY, 4, 0.1)).toBe(12);
});
