import { expect, test } from '@playwright/test';
import type { LoadSeen } from '../../fixtures/capacity-seen.ts';
import { keepsErrorRate, keepsLatency, keepsThroughput } from '../../fixtures/matchers/capacity.ts';
import type { LoadAnswer, LoadObservation } from '../../probes/load/load.ts';

/** Requests spread over ten seconds, each answered as it is told by its number. */
function seen(
  count: number,
  answer: (index: number) => Partial<LoadAnswer> = () => ({}),
  more: Partial<LoadObservation> = {},
  ownDelayMs = 0,
): LoadSeen {
  const answers = Array.from({ length: count }, (_, index) => ({
    sentAt: (index / count) * 10_000,
    latencyMs: 10,
    status: 200,
    ...answer(index),
  }));
  const observed: LoadObservation = {
    kind: 'load',
    subject: 'GET /',
    seconds: 10,
    answers,
    lost: [],
    ...more,
  };
  return { subject: 'GET /', status: 200, rate: 1000, intervalMs: 1000, ownDelayMs, observed };
}

const lost = (count: number) => Array.from({ length: count }, () => ({ sentAt: 0, how: 'closed' }));

test.describe('Throughput', () => {
  test('is kept by as many good answers as are asked for', () => {
    expect(keepsThroughput(seen(500), 50)).toBeUndefined();
  });

  test('is not kept by fewer', () => {
    expect(keepsThroughput(seen(490), 50)?.observed).toBe('49.0 a second');
  });

  test('counts good answers alone', () => {
    expect(
      keepsThroughput(
        seen(600, (index) => ({ status: index % 2 ? 500 : 200 })),
        50,
      )?.observed,
    ).toBe('30.0 a second');
  });

  test('that falls below the budget in the second half is open', () => {
    const falling = seen(1000, (index) => ({ sentAt: index < 800 ? index * 6 : 9000 }));
    expect(() => keepsThroughput(falling, 50)).toThrow(
      /in the first half and 40\.0 in the second.*inconclusive/,
    );
  });
});

test.describe('The error rate', () => {
  test('is kept where enough requests show it', () => {
    expect(keepsErrorRate(seen(3000), 0.001)).toBeUndefined();
  });

  test('is open where too few do', () => {
    expect(() => keepsErrorRate(seen(2000), 0.001)).toThrow(/0\.00 % of 2000 requests failed.*inconclusive/);
  });

  test('is open where a few errors may be chance', () => {
    expect(() =>
      keepsErrorRate(
        seen(3000, (index) => ({ status: index < 4 ? 500 : 200 })),
        0.001,
      ),
    ).toThrow(/inconclusive/);
  });

  test('is exceeded by one in a hundred', () => {
    const found = keepsErrorRate(
      seen(1000, (index) => ({ status: index % 100 ? 200 : 503 })),
      0.001,
    );
    expect(found?.observed).toBe('1.00 % of 1000 requests failed (0.54 % to 1.69 %; 990 × 200, 10 × 503)');
  });

  test('counts what was not answered', () => {
    expect(keepsErrorRate(seen(1000, undefined, { lost: lost(20) }), 0.001)?.observed).toMatch(/20 × closed/);
  });

  test('of a target that began to fail is exceeded, and says when it was stopped', () => {
    const stop = {
      kind: 'failing',
      afterMs: 1500,
      because: '20 requests in a row failed, the last with 502',
    } as const;
    const failing = seen(100, (index) => ({ status: index < 80 ? 200 : 502 }), { stop });
    expect(keepsErrorRate(failing, 0.01)?.observed).toMatch(/20 × 502\); stopped after 1\.5 s$/);
    expect(() => keepsThroughput(failing, 1)).toThrow(/after 1\.5 s 20 requests in a row failed/);
    expect(() => keepsLatency(failing, 0.95, 100)).toThrow(/the load was stopped/);
  });
});

test.describe('Latency', () => {
  const late = (share: number) => (index: number) => ({
    latencyMs: index % Math.round(1 / share) ? 10 : 200,
  });

  test('is kept where the interval is within the budget', () => {
    expect(keepsLatency(seen(600), 0.95, 100)).toBeUndefined();
  });

  test('is not kept where one in ten is late', () => {
    expect(keepsLatency(seen(600, late(0.1)), 0.95, 100)?.observed).toMatch(
      /^p95 is 200\.0 ms \(200\.0 to 200\.0\); 200\.0 ms in the first half, 200\.0 ms in the second$/,
    );
  });

  test('is kept at p95 and not at p99 where one in fifty is late', () => {
    expect(keepsLatency(seen(3000, late(0.02)), 0.95, 100)).toBeUndefined();
    expect(keepsLatency(seen(3000, late(0.02)), 0.99, 100)?.observed).toMatch(/^p99 is 200\.0 ms/);
  });

  test('is open where the budget is within the interval', () => {
    expect(() => keepsLatency(seen(600, late(0.05)), 0.95, 100)).toThrow(
      /p95 is 10\.0 ms \(10\.0 to 200\.0\).*inconclusive/,
    );
  });

  test('is not kept where only the second half is late', () => {
    const slowing = seen(1000, (index) => ({ latencyMs: index < 960 ? 10 : 300 }));
    expect(keepsLatency(slowing, 0.95, 100)?.observed).toMatch(
      /10\.0 ms in the first half, 300\.0 ms in the second/,
    );
  });

  test('that grows is open even within the budget', () => {
    const growing = seen(1000, (index) => ({ latencyMs: 5 + index * 0.08 }));
    expect(() => keepsLatency(growing, 0.95, 100)).not.toThrow();
    const steep = seen(1000, (index) => ({ latencyMs: 1 + (index / 100) ** 2 * 0.9 }));
    expect(() => keepsLatency(steep, 0.95, 100)).toThrow(/latency grows while the load lasts/);
  });

  test('is open where this process was held up for as long itself', () => {
    expect(() => keepsLatency(seen(600, late(0.1), {}, 150), 0.95, 100)).toThrow(/too busy to measure/);
  });
});

test('A limiter in the way is nothing to judge capacity by', () => {
  const stop = { kind: 'limited', afterMs: 200, because: 'a request was answered with 429' } as const;
  const limited = seen(60, (index) => ({ status: index < 59 ? 200 : 429 }), { stop });
  const said = /the target limits this machine.*name a route that no limit is on/;
  expect(() => keepsThroughput(limited, 1)).toThrow(said);
  expect(() => keepsErrorRate(limited, 0.001)).toThrow(said);
  expect(() => keepsLatency(limited, 0.99, 1)).toThrow(said);
});
