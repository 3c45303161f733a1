import { expect, test } from '@playwright/test';
import { fuzz } from './tls-fuzzing.ts';

test('Mutated answers end in an answer, in MalformedTls or in waiting for more', () => {
  const deadline = performance.now() + 4_000;
  const total = { answers: 0, malformed: 0, incomplete: 0 };
  for (let seed = 1; seed <= 100 && performance.now() < deadline; seed++) {
    const count = fuzz({ seed, inputs: 2_000 });
    total.answers += count.answers;
    total.malformed += count.malformed;
    total.incomplete += count.incomplete;
  }
  // All three ways are taken, or the mutations are too harsh or too mild to prove anything.
  expect(total.answers).toBeGreaterThan(1_000);
  expect(total.malformed).toBeGreaterThan(1_000);
  expect(total.incomplete).toBeGreaterThan(1_000);
});
