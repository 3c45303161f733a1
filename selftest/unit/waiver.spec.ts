import { expect, test } from '@playwright/test';
import { unneededWaiver, waiverFor } from '../../fixtures/waiver.ts';
import type { LoadedProfile, Waiver } from '../../profiles/index.ts';

const today = new Date('2026-11-22T12:00:00Z');
const finding = (subject: string) => ({ subject, expected: 'a field', observed: 'none' });
const health = finding('GET /health → 200');
const home = finding('GET / → 200');

const waiver = (more: Partial<Waiver> = {}): Waiver => ({
  control: 'HDR-HSTS-01',
  reason: 'known',
  owner: 'o',
  approver: 'a',
  ticket: 'T-1',
  expires: '2026-12-31',
  ...more,
});

/** A profile of which only the waivers matter here. */
const profile = (...waivers: Waiver[]): LoadedProfile => ({
  name: 'x',
  file: '/x.yaml',
  sha256: '',
  target: { timeoutMs: 1, active: false },
  stack: 'embedded',
  routes: {},
  headers: {},
  waivers,
});

const decide = (waivers: Waiver[], ...findings: (typeof health)[]) =>
  waiverFor(profile(...waivers), 'HDR-HSTS-01', findings, today);

test.describe('A waiver', () => {
  test('covers its control and says who answers for it', () => {
    expect(decide([waiver()], health, home)).toEqual({
      status: 'waived',
      reason: 'known (owner o, approved by a, T-1, until 2026-12-31)',
    });
  });

  test('does not cover another control', () => {
    expect(decide([waiver({ control: 'HDR-HSTS-02' })], health)).toBeUndefined();
  });

  test('holds to the end of its last day', () => {
    expect(decide([waiver({ expires: '2026-11-22' })], health)?.status).toBe('waived');
    expect(decide([waiver({ expires: '2026-11-21' })], health)).toEqual({
      status: 'waiver-expired',
      reason: 'the waiver has expired: known (owner o, approved by a, T-1, until 2026-11-21)',
    });
  });

  test('covers no more than its scope', () => {
    const scoped = waiver({ scope: ['GET /health'] });
    expect(decide([scoped], health)?.status).toBe('waived');
    expect(decide([scoped], home)).toBeUndefined();
    expect(decide([scoped], health, home)).toBeUndefined();
    expect(decide([waiver({ scope: ['GET /'] })], health)).toBeUndefined();
    expect(decide([waiver({ scope: ['GET /healt'] })], health)).toBeUndefined();
    expect(decide([waiver({ scope: ['GET /health → 200'] })], health)?.status).toBe('waived');
  });

  test('may share the findings of a control with another', () => {
    const both = [
      waiver({ scope: ['GET /health'] }),
      waiver({ scope: ['GET /'], ticket: 'T-2', expires: '2026-11-30' }),
    ];
    expect(decide(both, health, home)).toEqual({
      status: 'waived',
      reason:
        'known (owner o, approved by a, T-1, until 2026-12-31); known (owner o, approved by a, T-2, until 2026-11-30)',
    });
  });

  test('that has expired counts although another one covers the rest', () => {
    const half = [
      waiver({ scope: ['GET /health'] }),
      waiver({ scope: ['GET /'], ticket: 'T-2', expires: '2026-01-01' }),
    ];
    expect(decide(half, health, home)).toEqual({
      status: 'waiver-expired',
      reason: 'the waiver has expired: known (owner o, approved by a, T-2, until 2026-01-01)',
    });
  });

  test('that was renewed beside the old one holds', () => {
    const renewed = [waiver({ expires: '2026-01-01' }), waiver({ expires: '2027-01-01' })];
    expect(decide(renewed, health)?.status).toBe('waived');
  });

  test('of a control that passes is no longer needed', () => {
    expect(unneededWaiver(profile(waiver()), 'HDR-HSTS-01')).toBe(
      'a waiver is no longer needed: known (owner o, approved by a, T-1, until 2026-12-31)',
    );
    expect(unneededWaiver(profile(waiver()), 'HDR-HSTS-02')).toBeUndefined();
  });
});
