import { expect, test } from '@playwright/test';
import { fuzz } from './tls-fuzzing.ts';

test('Mutated answers end in an answer, in MalformedTls or in waiting for more', () => {
  // bench/tls-fuzz.ts goes on for a million and with other seeds.
  const count = fuzz({ seed: 20_261, inputs: 200_000, withinMs: 4_000 });
  // All three ways are taken, or the mutations are too harsh or too mild to prove anything.
  expect(count.answers).toBeGreaterThan(1_000);
  expect(count.malformed).toBeGreaterThan(1_000);
  expect(count.incomplete).toBeGreaterThan(1_000);
});
