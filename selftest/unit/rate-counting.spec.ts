import { expect, test } from '@playwright/test';
import { countsDown } from '../../fixtures/matchers/rate-answers.ts';
import type { RefusedTrial } from '../../fixtures/rate-limits.ts';
import type { HeaderField } from '../../probes/http/exchange.ts';
import type { RateLimit } from '../../profiles/index.ts';
import { answer, attempted } from './rate-answer.ts';
import { LEAKY, probe, trial } from './rate-trial.ts';

test.describe('the fields', () => {
  const trio = (limit: number, remaining: number, reset: number): HeaderField[] => [
    ['RateLimit-Limit', String(limit)],
    ['RateLimit-Remaining', String(remaining)],
    ['RateLimit-Reset', String(reset)],
  ];
  const counted = (
    quotas: readonly (readonly [number, number, number])[],
    changes: Partial<RefusedTrial> = {},
  ) =>
    countsDown(
      trial(3, {
        burst: {
          attempts: quotas.map((quota, index) =>
            attempted(
              index < quotas.length - 1 ? 'passed' : 'refused',
              index / 100,
              0.001,
              answer(200, trio(...quota)),
            ),
          ),
          ending: 'refused',
          passed: quotas.length - 1,
        },
        ...changes,
      }),
      'trio',
    );

  test('count down to nothing, before the request or after it', () => {
    expect(
      counted([
        [3, 2, 10],
        [3, 1, 10],
        [3, 0, 10],
        [3, 0, 10],
      ]),
    ).toBeUndefined();
    expect(
      counted([
        [3, 3, 10],
        [3, 2, 10],
        [3, 1, 10],
        [3, 0, 10],
      ]),
    ).toBeUndefined();
  });

  test('do not stand still, jump, or have something left at the refusal', () => {
    expect(
      counted([
        [3, 2, 10],
        [3, 2, 10],
        [3, 2, 10],
        [3, 0, 10],
      ])?.observed,
    ).toMatch(/remaining 2 after 2/);
    expect(
      counted([
        [3, 2, 10],
        [3, 0, 10],
        [3, 0, 10],
      ])?.observed,
    ).toMatch(/remaining 0 after 2/);
    expect(
      counted([
        [3, 2, 10],
        [3, 1, 10],
        [3, 0, 10],
        [3, 1, 10],
      ])?.observed,
    ).toMatch(/remaining 1 at a refusal/);
  });

  test('name the limit and a reset within the window', () => {
    expect(
      counted([
        [5, 2, 10],
        [5, 0, 10],
      ])?.observed,
    ).toMatch(/limit 5/);
    expect(
      counted([
        [3, 2, 20],
        [3, 0, 20],
      ])?.observed,
    ).toMatch(/reset in 20 s/);
  });

  test('name no reset after which the window is still closed', () => {
    const recovery = { early: probe('refused', 9.7) };
    expect(
      counted(
        [
          [3, 0, 1],
          [3, 0, 1],
        ],
        { recovery },
      )?.observed,
    ).toMatch(/reset in 1 s, and/);
  });

  test('of a bucket may stay while it fills', () => {
    const bucket: RateLimit = { ...LEAKY, limit: 3 };
    expect(
      counted(
        [
          [3, 2, 1],
          [3, 2, 1],
          [3, 0, 1],
        ],
        { limit: bucket },
      ),
    ).toBeUndefined();
  });
});
