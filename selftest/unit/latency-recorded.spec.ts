import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { isRecorded } from '../../fixtures/latency-baseline.ts';
import { growthSince, machineName, recordedEstimate, suiteVersion } from '../../fixtures/latency-recorded.ts';
import type { Session } from '../../fixtures/session.ts';
import type { Estimate, Interval } from '../../probes/latency/estimate.ts';
import { newConnectionSide, openConnectionSide } from '../../probes/latency/sides.ts';
import { comparePaired } from '../../probes/latency/paired.ts';
import { openYardstick } from '../../probes/latency/yardstick.ts';

const around = (value: number): Interval => ({ value, low: value - 0.1, high: value + 0.1 });

const beyondYardstick = (ms: number): Estimate => ({
  pairs: 500,
  medians: { subject: ms + 0.1, baseline: 0.1 },
  p50: { difference: around(ms), ratio: around(10) },
  p95: { difference: around(ms), ratio: around(10) },
  drift: around(0),
});

const NOW = {
  profile: { name: 'shop', sha256: 'a'.repeat(64) },
  target: 'https://shop.example.com',
  version: '0.1.0',
  machine: 'ours',
};

const RUN = {
  suite: { name: 'plumbline', version: '0.1.0' },
  profile: NOW.profile,
  target: NOW.target,
  controls: [
    { id: 'LAT-TLS-01', evidence: [{ kind: 'latency', machine: 'ours', estimate: beyondYardstick(1) }] },
    { id: 'LAT-EDGE-01', evidence: [] },
  ],
};

/** Writes a file of the test's own and reads it as a baseline of LAT-TLS-01. */
function read(content: object | string, id: 'LAT-TLS-01' | 'LAT-EDGE-01' = 'LAT-TLS-01') {
  const file = test.info().outputPath('run.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return recordedEstimate(file, id, NOW);
}

test.describe('A recorded baseline', () => {
  test('is taken where everything is as it was', () => {
    expect(read(RUN)).toEqual(beyondYardstick(1));
  });

  test('that is not there yet is none', () => {
    expect(recordedEstimate(test.info().outputPath('none.json'), 'LAT-TLS-01', NOW)).toBeUndefined();
  });

  for (const [what, change] of [
    ['profile', { profile: { ...NOW.profile, name: 'staging' } }],
    ['version of the profile', { profile: { ...NOW.profile, sha256: 'b'.repeat(64) } }],
    ['version of Plumbline', { suite: { name: 'plumbline', version: '0.0.9' } }],
    ['target', { target: 'https://www.example.com' }],
    [
      'machine',
      { controls: [{ ...RUN.controls[0], evidence: [{ machine: 'x', estimate: beyondYardstick(1) }] }] },
    ],
  ] as const) {
    test(`of another ${what} is refused`, () => {
      expect(() => read({ ...RUN, ...change })).toThrow(`is of another ${what}: `);
    });
  }

  test('that holds nothing of the control is refused', () => {
    expect(() => read(RUN, 'LAT-EDGE-01')).toThrow(/holds no comparison for LAT-EDGE-01$/);
  });

  test('that is no run is refused', () => {
    expect(() => read('<html>')).toThrow(/is no run\.json$/);
    expect(() => read('null')).toThrow(/is no run\.json$/);
    expect(() => read({})).toThrow(/is of another profile: none, not shop$/);
  });

  test('says how much more it is now', () => {
    const { p50, medians } = growthSince(beyondYardstick(1), beyondYardstick(3));
    expect(p50.difference.value).toBeCloseTo(2, 9);
    expect(p50.difference.low).toBeCloseTo(1.8, 9);
    expect(p50.difference.high).toBeCloseTo(2.2, 9);
    expect(p50.ratio.value).toBeCloseTo(1 + 2 / 1.1, 9);
    expect(medians.baseline).toBeCloseTo(1.1, 9);
  });

  test('is a path, and for targets that are not ours', () => {
    const external = { target: { stack: 'external' } } as Session;
    expect(isRecorded(external, 'baselines/shop.json')).toBe(true);
    expect(isRecorded(external, 'http://192.0.2.7')).toBe(false);
    expect(isRecorded({ target: { stack: 'embedded' } } as Session, 'baselines/shop.json')).toBe(false);
  });

  test('knows this machine and this suite', () => {
    expect(machineName()).toMatch(/^[0-9a-f]{12}$/);
    expect(suiteVersion()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

test('The yardstick answers on open and on new connections', async () => {
  const { port, close } = await openYardstick();
  const order = {
    name: 'a server of our own',
    endpoint: () => ({ scheme: 'http', host: '127.0.0.1', port }) as const,
    request: { method: 'GET', path: '/', headers: [], status: 200 },
    timeoutMs: 2000,
  };
  const { estimate } = await comparePaired({
    subject: newConnectionSide(order),
    baseline: openConnectionSide(order),
    isSettled: () => true,
    limitMs: 3000,
  });
  close();
  expect(estimate.pairs).toBeGreaterThanOrEqual(60);
});
