import { expect, test } from '@playwright/test';
import { hostileOrigins, type HostileKind, type HostileOrigin } from '../../fixtures/hostile-origins.ts';

const DASHBOARD = 'https://dashboard.example.com';

/** Lists of allowed origins of every shape. */
const LISTS: readonly (readonly string[])[] = [
  [DASHBOARD],
  ['http://localhost:3000'],
  ['https://example.com'],
  ['https://dashboard.example.com:8443'],
  ['http://192.0.2.7:8080'],
  ['http://[::1]:3000'],
  ['https://xn--bcher-kva.example'],
  [DASHBOARD, 'https://admin.example.com:8443', 'http://localhost', 'https://example.com'],
];

function byTrick(allowed: readonly string[], trick: string): readonly string[] {
  return hostileOrigins(allowed)
    .filter((one) => one.trick === trick)
    .map(({ origin }) => origin);
}

test.describe('Hostile origins', () => {
  test('are at least thirty of six kinds', () => {
    const origins = hostileOrigins([DASHBOARD]);
    expect(origins.length).toBeGreaterThanOrEqual(30);
    const kinds = new Set<HostileKind>(origins.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'foreign',
      'local',
      'look-alike',
      'opaque',
      'scheme-or-port',
      'spelling',
    ]);
  });

  for (const allowed of LISTS) {
    const named = allowed.join(' ');

    test(`none is allowed by ${named}`, () => {
      const origins = hostileOrigins(allowed).map(({ origin }) => origin);
      expect(origins.filter((origin) => allowed.includes(origin))).toEqual([]);
    });

    test(`none comes twice for ${named}`, () => {
      const origins = hostileOrigins(allowed).map(({ origin }) => origin);
      expect(new Set(origins).size).toBe(origins.length);
    });

    test(`every kind is tried for ${named}`, () => {
      const origins: readonly HostileOrigin[] = hostileOrigins(allowed);
      expect(new Set(origins.map(({ kind }) => kind)).size).toBe(6);
    });

    test(`each is one line of bytes for ${named}, but those that try another`, () => {
      for (const { origin, trick } of hostileOrigins(allowed)) {
        expect(origin, trick).toMatch(
          ['newline', 'folded line'].includes(trick) ? /\n/ : /^[\t\x20-\x7e\x80-\xff]+$/,
        );
      }
    });
  }

  const tricks: Readonly<Record<string, readonly string[]>> = {
    null: ['null'],
    file: ['file://'],
    prefix: ['https://dashboard.example.com.attacker.invalid'],
    suffix: ['https://attackerdashboard.example.com'],
    'sub-domain': ['https://attacker.dashboard.example.com'],
    'unescaped dot': ['https://dashboardxexample.com', 'https://dashboard.examplexcom'],
    'parent domain': ['https://example.com'],
    'http instead of https': ['http://dashboard.example.com'],
    'other port': ['https://dashboard.example.com:8443'],
    'longer port': ['https://dashboard.example.com:4430'],
    'trailing dot': ['https://dashboard.example.com.'],
    'upper-case host': ['https://DASHBOARD.EXAMPLE.COM'],
    'upper-case scheme': ['HTTPS://dashboard.example.com'],
    'user-info': ['https://attacker@dashboard.example.com'],
    'allowed as user-info': ['https://dashboard.example.com@attacker.invalid'],
    backslash: ['https://dashboard.example.com\\.attacker.invalid'],
    tab: ['https://dashboard.e\txample.com'],
    newline: ['https://dashboard.e\nxample.com'],
    'punycode look-alike': ['https://xn--dshboard-16g.example.com'],
    'IPv6 loopback address': ['http://[::1]'],
  };
  for (const [trick, origins] of Object.entries(tricks)) {
    test(`try: ${trick}`, () => {
      expect(byTrick([DASHBOARD], trick)).toEqual(origins);
    });
  }

  test('leave out what another entry of the list allows', () => {
    expect(byTrick([DASHBOARD, 'https://example.com'], 'parent domain')).toEqual([]);
    expect(byTrick(['http://localhost:3000'], 'longer port')).toEqual(['http://localhost:30000']);
    expect(byTrick(['http://localhost:3000', 'http://localhost'], 'localhost')).toEqual([]);
  });

  test('with letters beyond ASCII are UTF-8 in latin1', () => {
    const [origin = ''] = byTrick([DASHBOARD], 'IDN look-alike');
    expect(Buffer.from(origin, 'latin1').toString()).toBe('https://d\u0430shboard.example.com');
  });
});
