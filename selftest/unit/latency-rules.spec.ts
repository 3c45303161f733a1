import { expect, test } from '@playwright/test';
import { unauditedLack } from '../../fixtures/latency-audit.ts';
import { baselineEntry, baselineLack } from '../../fixtures/latency-baseline.ts';
import { growthOf, isDecided, judgeBounds } from '../../fixtures/latency-judgement.ts';
import { withinBudget } from '../../fixtures/matchers/latency.ts';
import type { Session } from '../../fixtures/session.ts';
import type { Estimate, Interval } from '../../probes/latency/estimate.ts';
import { loadProfile, type LoadedProfile } from '../../profiles/index.ts';

const around = (value: number, width = 0.1): Interval => ({ value, low: value - width, high: value + width });

/** So many milliseconds more than the baseline's one. */
function added(p50: Interval, p95 = p50, change: Partial<Estimate> = {}): Estimate {
  const overhead = (difference: Interval) => ({
    difference,
    ratio: { value: 1 + difference.value, low: 1 + difference.low, high: 1 + difference.high },
  });
  return {
    pairs: 1000,
    medians: { subject: 1 + p50.value, baseline: 1 },
    p50: overhead(p50),
    p95: overhead(p95),
    drift: around(0),
    ...change,
  };
}

const BUDGET = { p50: { milliseconds: 1 }, p95: { milliseconds: 5 } };

const judged = (estimate: Estimate, budget: Parameters<typeof judgeBounds>[1] = BUDGET) =>
  withinBudget({ subject: 'https over plain http', estimate, budget, durationMs: 3000 });

test.describe('A budget', () => {
  test('is met where both intervals are within', () => {
    expect(judged(added(around(0.5)))).toBeUndefined();
    expect(judged(added({ value: 0.5, low: -1, high: 1 }, around(4.9)))).toBeUndefined();
  });

  test('is broken where one interval is beyond', () => {
    expect(judged(added(around(1.2)))?.observed).toBe('p50 +1.20 ms (1.10 to 1.30), of +1.00 ms');
    expect(judged(added(around(0.5), around(6)))?.observed).toBe('p95 +6.00 ms (5.90 to 6.10), of +5.00 ms');
  });

  test('is neither where one straddles, and what would decide it is said', () => {
    expect(() => judged(added(around(0.95)))).toThrow(
      /inconclusive after 1000 pairs in 3\.0 s: p50 \+0\.95 ms/,
    );
    expect(() => judged(added(around(0.5), around(5)))).toThrow(
      /limitSeconds, a quieter machine or a larger/,
    );
  });

  test('is broken by one percentile even if the other straddles', () => {
    expect(judged(added(around(1.2), around(5)))?.observed).toMatch(/^p50 [^;]*$/);
  });

  test('of a ratio goes by the interval of the ratio', () => {
    const budget = { p50: { ratio: 2 }, p95: { milliseconds: 9, ratio: 3 } };
    expect(judged(added(around(0.5)), budget)).toBeUndefined();
    expect(judged(added(around(1.5)), budget)?.observed).toBe('p50 ×2.50 (2.40 to 2.60), of ×2.00');
    expect(judged(added(around(0.5), around(4)), budget)?.observed).toMatch(/^p95 ×5\.00/);
  });

  test('for the slowest of twenty is not judged by a handful', () => {
    const few = added(around(0.5), around(0.5), { pairs: 119 });
    expect(() => judged(few)).toThrow(/inconclusive after 119 pairs.*: p95/);
    expect(isDecided(judgeBounds(few, BUDGET))).toBe(false);
    expect(isDecided(judgeBounds(added(around(1.2), around(5), { pairs: 60 }), BUDGET))).toBe(true);
  });

  test('is not met by a target that slows down meanwhile', () => {
    const growing = added(around(0.5), around(0.5), { drift: around(0.7) });
    expect(() => judged(growing)).toThrow(/slowed down while it was compared, by 0\.70 ms/);
    expect(growthOf(added(around(0.5), around(0.5), { drift: around(0.55) }), BUDGET)).toBeUndefined();
    expect(growthOf(growing, { ...BUDGET, p50: { ratio: 3 } })).toBeUndefined();
  });

  test('stays broken for a target that slows down', () => {
    expect(judged(added(around(2), around(2), { drift: around(0.7) }))?.observed).toMatch(/^p50/);
  });
});

/** A target of somebody else's. */
const external = (address: string) =>
  ({
    target: { stack: 'external', url: 'https://shop.example.com', active: true },
    https: { entry: { scheme: 'https', host: 'shop.example.com', port: 443, address } },
  }) as unknown as Session;

test.describe('A baseline', () => {
  const staging = loadProfile('profiles/staging.yaml');

  test('is the stack itself where that is ours', () => {
    expect(baselineLack(staging, 'tls')).toBeUndefined();
    expect(baselineLack({ ...staging, stack: 'native' }, 'edge')).toBeUndefined();
  });

  test('is declared for other targets, or the control does not apply', () => {
    const native: LoadedProfile = { ...staging, stack: 'native' };
    expect(baselineLack(native, 'tls')).toMatch(/no twin to compare with.*latency\.overhead\.tls\.baseline$/);
    const tls = { ...BUDGET, baseline: 'http://localhost:8080' };
    expect(
      baselineLack({ ...native, latency: { route: 'health', overhead: { tls } } }, 'tls'),
    ).toBeUndefined();
  });

  test('of an audit is a role that somebody names, or one of our own', () => {
    const given = (database: object): LoadedProfile => ({
      ...staging,
      database: { ...staging.database, ...database },
    });
    const url = '${env:DATABASE_URL}';
    expect(unauditedLack(given({ url }))).toMatch(/names no role.*database\.unauditedUrl$/);
    expect(unauditedLack(given({ url, unauditedUrl: '${env:DATABASE_UNAUDITED_URL}' }))).toBeUndefined();
    expect(unauditedLack({ ...staging, stack: 'native' })).toBeUndefined();
    expect(unauditedLack(staging)).toMatch(/embedded stack has no/);
  });

  test('on the same machine is taken', async () => {
    const entry = await baselineEntry(external('127.0.0.1'), 'tls', 'http://127.0.0.1:8080');
    expect(entry).toMatchObject({ scheme: 'http', port: 8080, address: '127.0.0.1' });
  });

  test('on another machine is refused', async () => {
    await expect(baselineEntry(external('192.0.2.7'), 'tls', 'http://192.0.2.8:8080')).rejects.toThrow(
      /baseline 192\.0\.2\.8 .* is another machine than the target \(192\.0\.2\.7\)/,
    );
  });

  for (const [name, text, problem] of [
    ['tls', 'https://192.0.2.7', /must begin with http:/],
    ['headers', 'http://192.0.2.7', /must begin with https:/],
    ['edge', 'ftp://192.0.2.7', /must begin with http or https:/],
    ['tls', 'http://192.0.2.7/health', /is no origin/],
  ] as const) {
    test(`for ${name} is not ${text}`, async () => {
      await expect(baselineEntry(external('192.0.2.7'), name, text)).rejects.toThrow(problem);
    });
  }
});
