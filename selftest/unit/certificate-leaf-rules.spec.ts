import { expect, test } from '@playwright/test';
import { leafIsNoAuthority } from '../../fixtures/matchers/certificate-chain.ts';
import {
  curve,
  extendedKeyUsage,
  keyUsage,
  lifetime,
  onlyNames,
  publicLimit,
  serialNumber,
} from '../../fixtures/matchers/certificate-leaf.ts';
import { alone } from './certificate-sample.ts';

test.describe('A lifetime', () => {
  const cases: [string, number][] = [
    ['2020-08-31T23:59:59Z', 825],
    ['2020-09-01T00:00:00Z', 398],
    ['2026-03-14T23:59:59Z', 398],
    ['2026-03-15T00:00:00Z', 200],
    ['2027-03-14T23:59:59Z', 200],
    ['2027-03-15T00:00:00Z', 100],
    ['2029-03-14T23:59:59Z', 100],
    ['2029-03-15T00:00:00Z', 47],
  ];
  for (const [issued, days] of cases) {
    test(`of a certificate issued ${issued} is at most ${days} days`, () => {
      expect(publicLimit(new Date(issued))).toBe(days);
      const from = new Date(issued);
      const last = (seconds: number) => new Date(from.getTime() + days * 86_400_000 + seconds * 1000);
      const lasting = (seconds: number) =>
        alone({ validFrom: from.toISOString(), validTo: last(seconds).toISOString() });
      // Both ends count: the last second of 200 days is the one before 200 times 24 hours have passed.
      expect(lifetime(lasting(-1), 'public')).toBeUndefined();
      expect(lifetime(lasting(0), 'public')?.expected).toBe(`a lifetime of at most ${days} days`);
    });
  }

  test('can be the profile’s own', () => {
    expect(lifetime(alone({}), { maxDays: 45 })).toBeUndefined();
    expect(lifetime(alone({}), { maxDays: 44 })?.observed).toMatch(/^45 days, from 2026-11-01/);
  });
});

test.describe('A leaf', () => {
  test('that only signs is right', () => {
    expect(keyUsage(alone({}))).toBeUndefined();
  });

  test('has to encipher for static RSA', () => {
    const key = { type: 'RSA', bits: 2048 };
    const uses = (usages: string[]) => ({
      ...alone({ key, uses: { keyUsage: usages } }),
      cipher: 'TLS_RSA_WITH_AES_128_GCM_SHA256',
    });
    expect(keyUsage(uses(['digitalSignature']))?.expected).toBe('digitalSignature and keyEncipherment');
    expect(keyUsage(uses(['digitalSignature', 'keyEncipherment']))).toBeUndefined();
  });

  test('may encipher with RSA, and not with an elliptic curve', () => {
    const uses = { keyUsage: ['digitalSignature', 'keyEncipherment'] };
    expect(keyUsage(alone({ uses, key: { type: 'RSA', bits: 2048 } }))).toBeUndefined();
    expect(keyUsage(alone({ uses }))).toBeDefined();
  });

  test('for servers and clients is for servers', () => {
    expect(
      extendedKeyUsage(alone({ uses: { extendedKeyUsage: ['serverAuth', 'clientAuth'] } })),
    ).toBeUndefined();
  });

  test('is no authority, not even by key usage', () => {
    expect(leafIsNoAuthority(alone({}))).toBeUndefined();
    expect(leafIsNoAuthority(alone({ uses: { keyUsage: ['keyCertSign'] } }))).toBeDefined();
  });

  test('covers names in any spelling', () => {
    const subjectAltNames = [
      { type: 'DNS', value: 'Shop.Test' },
      { type: 'IP', value: '::1' },
    ] as const;
    expect(onlyNames(alone({ subjectAltNames }), ['shop.test.', '0:0:0:0:0:0:0:1'])).toBeUndefined();
    expect(onlyNames(alone({ subjectAltNames }), ['shop.test'])?.observed).toBe('also covers ::1');
  });

  const serials: [string, boolean][] = [
    ['41'.repeat(8), true],
    [`00${'ff'.repeat(8)}`, true],
    ['41'.repeat(20), true],
    ['41'.repeat(21), false],
    ['ff'.repeat(16), false],
    ['00', false],
    ['0a1b', false],
    [`0000${'00'.repeat(10)}01`, false],
  ];
  for (const [serial, sound] of serials) {
    test(`with the serial number 0x${serial} is ${sound ? 'sound' : 'not sound'}`, () => {
      expect(serialNumber(alone({ uses: { serial } })) === undefined).toBe(sound);
    });
  }

  test('is judged by its curve where it has one', () => {
    expect(curve(alone({ key: { type: 'RSA', bits: 2048 } }), ['prime256v1'])).toBeUndefined();
    expect(curve(alone({ key: { type: 'Ed25519', bits: 256 } }), ['prime256v1'])?.observed).toMatch(
      /Ed25519/,
    );
    expect(() => curve(alone({ key: { type: 'unknown' } }), ['prime256v1'])).toThrow(/cannot be told/);
  });
});
