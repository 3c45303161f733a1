import { expect, test } from '@playwright/test';
import { isKnownPolicy, knownPolicies, withPolicy } from '../../profiles/tls-policy.ts';
import { isSuiteName } from '../../probes/tls/suites.ts';
import { groupName, tls13Groups } from '../../probes/tls/groups.ts';

test.describe('A TLS policy', () => {
  test('is one of the published configurations', () => {
    expect(knownPolicies).toContain('5.7 old');
    expect(knownPolicies).not.toContain('6.0 old');
    expect(isKnownPolicy('6.0 old')).toBe(false);
    expect(isKnownPolicy('old')).toBe(true);
  });

  test('without a number is the latest that has such a configuration', () => {
    expect(withPolicy({ policy: 'intermediate' }).suites).toEqual(
      withPolicy({ policy: '6.0 intermediate' }).suites,
    );
    expect(withPolicy({ policy: 'old' }).suites).toEqual(withPolicy({ policy: '5.8 old' }).suites);
  });

  test('refuses the versions that it does not name', () => {
    expect(withPolicy({ policy: '6.0 modern' }).versions).toEqual({
      required: ['TLSv1.3'],
      refused: ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'],
    });
    expect(withPolicy({ policy: '5.8 old' }).versions?.refused).toEqual(['SSLv2', 'SSLv3']);
  });

  test('says what the guidelines say', () => {
    expect(withPolicy({ policy: '5.7 intermediate' })).toMatchObject({
      suites: { allowed: expect.arrayContaining(['TLS_DHE_RSA_WITH_AES_128_GCM_SHA256']) as string[] },
      groups: { allowed: ['x25519', 'secp256r1', 'secp384r1'] },
      dhBits: 2048,
      order: 'client',
    });
    expect(withPolicy({ policy: '5.7 old' })).toMatchObject({ dhBits: 1024, order: 'server' });
    expect(withPolicy({ policy: '6.0 modern' }).dhBits).toBeUndefined();
  });

  test('gives way to what the profile says itself', () => {
    const own = withPolicy({
      policy: '6.0 intermediate',
      versions: { required: ['TLSv1.2'], refused: [] },
      suites: { required: ['TLS_AES_128_GCM_SHA256'] },
      groups: { allowed: ['x448'] },
      dhBits: 3072,
      order: 'server',
    });
    expect(own).toMatchObject({ versions: { required: ['TLSv1.2'], refused: [] }, dhBits: 3072 });
    expect(own).toMatchObject({ groups: { allowed: ['x448'] }, order: 'server' });
    expect(own.suites?.allowed).toContain('TLS_AES_256_GCM_SHA384');
    expect(own.suites?.required).toEqual(['TLS_AES_128_GCM_SHA256']);
  });

  test('changes nothing where there is none', () => {
    expect(withPolicy({ order: 'server' })).toEqual({ order: 'server' });
  });

  test('names only what the probe asks for', () => {
    const groups = tls13Groups.map(groupName);
    const all = knownPolicies.map((policy) => withPolicy({ policy }));
    expect(all.flatMap(({ suites }) => suites?.allowed ?? []).filter((name) => !isSuiteName(name))).toEqual(
      [],
    );
    expect(all.flatMap((tls) => tls.groups?.allowed ?? []).filter((name) => !groups.includes(name))).toEqual(
      [],
    );
  });
});
