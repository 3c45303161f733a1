import { expect, test } from '@playwright/test';
import {
  acceptsAll,
  acceptsNone,
  acceptsOnly,
  hybrid,
  longEnough,
  ordered,
  shows,
  showsNo,
  withoutWeakness,
} from '../../fixtures/matchers/tls-posture.ts';
import { checkNames, decided, named } from '../../fixtures/posture-observations.ts';
import { hasWeakness } from '../../fixtures/suite-weaknesses.ts';

const accepted = named('cipher suites', ['A', 'B', 'B'], undefined);
const doubtful = named('cipher suites', ['A'], 'the server closed the connection');

test.describe('Accepted names', () => {
  test('are held against those that are required', () => {
    expect(acceptsAll(accepted, ['A', 'B'])).toBeUndefined();
    expect(acceptsAll(accepted, ['A', 'C'])?.observed).toBe('missing: C; accepted: A, B');
  });

  test('are held against those that are allowed', () => {
    expect(acceptsOnly(accepted, ['A', 'B', 'C'])).toBeUndefined();
    expect(acceptsOnly(accepted, ['A'])?.observed).toBe('extra: B');
  });

  test('are held against those that are forbidden', () => {
    expect(acceptsNone(accepted, ['C'])).toBeUndefined();
    expect(acceptsNone(accepted, ['B', 'C'])?.observed).toBe('accepted: B');
  });

  test('pass or lack nothing while the server has not said all', () => {
    expect(() => acceptsAll(doubtful, ['A', 'B'])).toThrow('cipher suites: the server closed the connection');
    expect(() => acceptsOnly(doubtful, ['A'])).toThrow('the server closed');
    expect(() => acceptsNone(doubtful, ['B'])).toThrow('the server closed');
    expect(() => withoutWeakness({ ...doubtful, weak: [] }, 'with RC4')).toThrow('the server closed');
    expect(() => hybrid({ ...doubtful, hybrids: ['H'], level: 'preferred' })).toThrow('the server closed');
  });

  test('that were seen are a finding whatever else there may be', () => {
    expect(acceptsAll(doubtful, ['A'])).toBeUndefined();
    expect(acceptsOnly(doubtful, ['B'])?.observed).toBe('extra: A');
    expect(acceptsNone(doubtful, ['A'])?.observed).toBe('accepted: A');
    expect(withoutWeakness({ ...doubtful, weak: ['A'] }, 'with RC4')?.expected).toBe('no suite with RC4');
  });

  test('come from decisions, of which one in doubt leaves all in doubt', () => {
    const names = decided(
      'groups',
      [
        { name: 'x25519', code: 0x1d, outcome: 'accepted' },
        { name: 'x448', code: 0x1e, outcome: 'refused' },
        { name: 'secp256r1', code: 0x17, outcome: 'inconclusive', reason: 'nothing came' },
      ],
      ['x448'],
    );
    expect(names).toEqual({ subject: 'groups', names: ['x25519'], doubt: 'secp256r1: nothing came' });
  });

  test('are unknown where the server decided on nothing', () => {
    expect(() => decided('groups', [], ['x448'])).toThrow('the server decided on no groups');
  });

  test('that nobody has registered are a mistake in the profile', () => {
    expect(() => {
      checkNames(['TLS_RSA_WITH_AES_128_CBC_SHA1'], () => false, 'cipher suite');
    }).toThrow('the profile names "TLS_RSA_WITH_AES_128_CBC_SHA1", which is no cipher suite');
  });
});

test.describe('Hybrid groups', () => {
  const groups = { subject: 'groups', names: ['x25519'], hybrids: ['X25519MLKEM768'] };

  test('that are required have to be accepted', () => {
    expect(hybrid({ ...groups, names: ['X25519MLKEM768'], level: 'required' })).toBeUndefined();
    expect(hybrid({ ...groups, level: 'required' })?.observed).toBe('none of them; accepted: x25519');
  });

  test('that are preferred need not be', () => {
    expect(hybrid({ ...groups, level: 'preferred' })).toBeUndefined();
  });
});

test('Order, size and features are held against the profile', () => {
  expect(ordered({ subject: 's', order: 'server' }, 'server')).toBeUndefined();
  expect(ordered({ subject: 's', order: 'client' }, 'server')?.observed).toMatch(/^the client's/);
  expect(longEnough({ subject: 's', bits: 2048 }, 2048)).toBeUndefined();
  expect(longEnough({ subject: 's', bits: 2047 }, 2048)?.observed).toBe('2047 bits');
  expect(longEnough({ subject: 's' }, 2048)).toBeUndefined();
  expect(() => longEnough({ subject: 's', bits: 2048, doubt: 'silence' }, 2048)).toThrow('silence');
  expect(longEnough({ subject: 's', bits: 1024, doubt: 'silence' }, 2048)?.observed).toBe('1024 bits');
  expect(shows({ subject: 's', outcome: 'present', said: '' }, 'it')).toBeUndefined();
  expect(shows({ subject: 's', outcome: 'absent', said: 'absent' }, 'it')?.observed).toBe('absent');
  expect(showsNo({ subject: 's', outcome: 'absent', said: '' }, 'it')).toBeUndefined();
  expect(showsNo({ subject: 's', outcome: 'present', said: 'present' }, 'it')?.observed).toBe('it present');
  expect(shows({ subject: 's', outcome: 'not-applicable', said: '' }, 'it')).toBeUndefined();
});

test.describe('Weaknesses of suites', () => {
  const cases: readonly (readonly [string, Parameters<typeof hasWeakness>[2], boolean])[] = [
    ['TLS_RSA_WITH_NULL_SHA', 'null-encryption', true],
    ['TLS_DH_anon_WITH_AES_128_CBC_SHA', 'anonymous', true],
    ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', 'export', true],
    ['TLS_ECDHE_RSA_WITH_RC4_128_SHA', 'rc4', true],
    ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', '64-bit-block', true],
    ['TLS_RSA_WITH_IDEA_CBC_SHA', '64-bit-block', true],
    ['TLS_RSA_WITH_RC4_128_MD5', 'md5', true],
    ['TLS_RSA_WITH_AES_128_GCM_SHA256', 'no-forward-secrecy', true],
    ['TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256', 'no-forward-secrecy', true],
    ['TLS_PSK_WITH_AES_128_GCM_SHA256', 'no-forward-secrecy', true],
    ['TLS_AES_128_GCM_SHA256', 'no-forward-secrecy', false],
    ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'null-encryption', false],
    ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', '64-bit-block', false],
  ];

  for (const [name, weakness, has] of cases) {
    test(`${name} ${has ? 'has' : 'has not'} ${weakness}`, () => {
      expect(hasWeakness(name, 'TLSv1.2', weakness)).toBe(has);
    });
  }

  test('count for CBC in older versions alone', () => {
    expect(hasWeakness('TLS_RSA_WITH_AES_128_CBC_SHA', 'TLSv1.1', 'cbc-before-tls12')).toBe(true);
    expect(hasWeakness('TLS_RSA_WITH_AES_128_CBC_SHA', 'TLSv1.2', 'cbc-before-tls12')).toBe(false);
    expect(hasWeakness('TLS_RSA_WITH_RC4_128_SHA', 'TLSv1', 'cbc-before-tls12')).toBe(false);
  });
});
