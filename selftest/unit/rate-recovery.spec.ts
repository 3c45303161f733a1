import { expect, test } from '@playwright/test';
import { burst } from '../../fixtures/rate-burst.ts';
import type { Attempt } from '../../fixtures/rate-client.ts';
import { staysExhausted } from '../../fixtures/matchers/rate-recovery.ts';
import { recovery, type Recovery } from '../../fixtures/rate-recovery.ts';
import { Timeline } from '../../fixtures/rate-timeline.ts';
import type { RateLimit } from '../../profiles/index.ts';
import { trial } from './rate-trial.ts';

const limit: RateLimit = { limit: 3, windowSeconds: 60 };

/** How a limiter without Retry-After recovers whose windows have this length and began this long ago. */
async function recoveryOf(windowSeconds: number, begunSecondsAgo: number): Promise<Recovery> {
  const timeline = new Timeline(0, () => Promise.resolve());
  let counted = { window: -1, requests: 0 };
  const ask = (): Promise<Attempt> => {
    const now = timeline.now();
    const window = Math.floor((now + begunSecondsAgo) / windowSeconds);
    counted = { window, requests: counted.window === window ? counted.requests + 1 : 1 };
    const outcome = counted.requests > limit.limit ? 'refused' : 'passed';
    return Promise.resolve({ subject: 'POST /login', outcome, sentAt: now, answeredAt: now });
  };
  const [found] = await timeline.together([
    async () => recovery(limit, await burst(limit, ask), ask, timeline),
  ]);
  return found ?? {};
}

test.describe('A fixed window without Retry-After', () => {
  test('that began with the first request ends when it has to', async () => {
    const found = await recoveryOf(60, 0);
    expect(found.early?.attempt.outcome).toBe('refused');
    expect(found.due?.attempt.outcome).toBe('passed');
    expect(staysExhausted(trial(3, { recovery: found }))).toBeUndefined();
  });

  test('that began before the first request is no shorter for it', async () => {
    const found = await recoveryOf(60, 40);
    expect(found.early).toBeUndefined();
    expect(found.again?.attempt.outcome).toBe('refused');
    expect(staysExhausted(trial(3, { recovery: found }))).toBeUndefined();
  });

  for (const seconds of [20, 30, 40]) {
    test(`of ${seconds} s passes again too soon`, async () => {
      const found = await recoveryOf(seconds, 5);
      expect(found.again?.attempt.outcome).toBe('passed');
      expect(staysExhausted(trial(3, { recovery: found }))).toBeDefined();
    });
  }
});
