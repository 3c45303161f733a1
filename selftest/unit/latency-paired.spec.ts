import { expect, test } from '@playwright/test';
import type { Estimate } from '../../probes/latency/estimate.ts';
import { comparePaired, type Comparison, type Side } from '../../probes/latency/paired.ts';

/** A clock that goes by what the sides take, and the sides, which take so many milliseconds. */
function made(subjectMs: number, baselineMs: number) {
  let now = 0n;
  const log: string[] = [];
  const side = (name: string, ms: number): Side => ({
    name,
    prepare: () => Promise.resolve(void (now += 10_000n)),
    request: () => {
      log.push(name);
      now += BigInt(Math.round(ms * 1e6));
      return Promise.resolve();
    },
    close: () => void log.push(`${name} closed`),
  });
  const sides = { subject: side('subject', subjectMs), baseline: side('baseline', baselineMs) };
  /** The subject, during whose given request the clock is put back. */
  const jumping = (when: number): Side => {
    let asked = 0;
    const request = async () => {
      await sides.subject.request();
      if (++asked === when) now -= 5_000_000_000n;
    };
    return { ...sides.subject, request };
  };
  return { ...sides, clock: () => now, log, jumping };
}

const compare = (change: Partial<Comparison> & Pick<Comparison, 'subject' | 'baseline' | 'clock'>) =>
  comparePaired({ isSettled: () => false, limitMs: 3000, ...change });

test.describe('A comparison', () => {
  test('ends with its time, and says what it saw', async () => {
    const { subject, baseline, clock } = made(1, 0.5);
    const seen = await compare({ subject, baseline, clock });
    expect(seen.estimate.p50.difference.value).toBeCloseTo(0.5, 5);
    expect(seen.estimate.medians.subject).toBeCloseTo(1, 5);
    expect(seen.durationMs).toBeLessThan(3000);
    expect(seen.durationMs).toBeGreaterThan(2700);
    expect(seen.sides).toEqual({ subject: 'subject', baseline: 'baseline' });
  });

  test('ends with the first estimate that settles it', async () => {
    const { subject, baseline, clock } = made(1, 0.5);
    const seen = await compare({ subject, baseline, clock, isSettled: () => true });
    expect(seen.durationMs).toBeLessThan(300);
    expect(seen.estimate.pairs).toBeGreaterThan(100);
  });

  test('looks again after twice the time', async () => {
    const { subject, baseline, clock } = made(1, 0.5);
    const looks: Estimate[] = [];
    await compare({ subject, baseline, clock, isSettled: (latest) => looks.push(latest) < 0 });
    expect(looks).toHaveLength(5);
  });

  test('asks each side first about as often', async () => {
    const { subject, baseline, clock, log } = made(1, 1);
    await compare({ subject, baseline, clock });
    const first = log.filter((name, index) => index % 2 === 0 && name === 'subject').length;
    expect(first / (log.length / 2)).toBeGreaterThan(0.4);
    expect(first / (log.length / 2)).toBeLessThan(0.6);
  });

  test('closes both sides, whatever its end', async () => {
    const { subject, baseline, clock, log } = made(1, 1);
    const broken = { ...subject, request: () => Promise.reject(new Error('no answer')) };
    await expect(compare({ subject: broken, baseline, clock })).rejects.toThrow('no answer');
    expect(log.slice(-2)).toEqual(['subject closed', 'baseline closed']);
  });

  test('says nothing from a handful of pairs', async () => {
    const { subject, baseline, clock } = made(60, 40);
    await expect(compare({ subject, baseline, clock })).rejects.toThrow(
      /\d pairs of requests in 3000 ms; fewer/,
    );
  });

  test('does not count by a clock that goes back', async () => {
    const { baseline, clock, jumping } = made(1, 1);
    await expect(compare({ subject: jumping(60), baseline, clock })).rejects.toThrow(
      /clock of this machine went back/,
    );
  });
});
