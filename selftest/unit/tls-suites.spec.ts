import { expect, test } from '@playwright/test';
import { suiteFacts, type SuiteFacts } from '../../probes/tls/suite-facts.ts';
import {
  cipherSuites,
  commonSuites,
  isTls13Suite,
  olderSuites,
  ssl2CipherKinds,
  suiteName,
  tls13Suites,
} from '../../probes/tls/suites.ts';

test.describe('The name of a suite tells its facts:', () => {
  const cases: [string, Partial<SuiteFacts>][] = [
    [
      'TLS_AES_128_GCM_SHA256',
      {
        keyExchange: 'any',
        authentication: 'any',
        encryption: 'AES-128-GCM',
        bits: 128,
        mac: 'AEAD',
        forwardSecrecy: true,
        aead: true,
        weaknesses: [],
      },
    ],
    ['TLS_CHACHA20_POLY1305_SHA256', { encryption: 'CHACHA20-POLY1305', bits: 256, weaknesses: [] }],
    ['TLS_AES_128_CCM_8_SHA256', { encryption: 'AES-128-CCM-8', weaknesses: ['short-tag'] }],
    ['TLS_SHA256_SHA256', { encryption: 'NULL', bits: 0, weaknesses: ['null'] }],
    [
      'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
      { keyExchange: 'ECDHE', authentication: 'ECDSA', bits: 256, weaknesses: [] },
    ],
    [
      'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
      {
        encryption: 'AES-128-CBC',
        mac: 'SHA',
        forwardSecrecy: true,
        aead: false,
        weaknesses: ['cbc', 'sha1'],
      },
    ],
    [
      'TLS_RSA_WITH_AES_128_GCM_SHA256',
      { keyExchange: 'RSA', forwardSecrecy: false, aead: true, weaknesses: ['static-rsa'] },
    ],
    [
      'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
      { encryption: '3DES-EDE-CBC', bits: 112, weaknesses: ['3des', 'cbc', 'sha1', 'static-rsa'] },
    ],
    ['TLS_RSA_WITH_RC4_128_MD5', { encryption: 'RC4', bits: 128, weaknesses: ['rc4', 'md5', 'static-rsa'] }],
    [
      'TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5',
      { encryption: 'RC2-CBC', bits: 40, weaknesses: ['export', 'rc2', 'cbc', 'md5', 'static-rsa'] },
    ],
    [
      'TLS_RSA_EXPORT1024_WITH_DES_CBC_SHA',
      { bits: 56, weaknesses: ['export', 'des', 'cbc', 'sha1', 'static-rsa', 'draft'] },
    ],
    [
      'TLS_DH_anon_WITH_AES_256_CBC_SHA',
      { keyExchange: 'DHE', authentication: 'anonymous', weaknesses: ['anonymous', 'cbc', 'sha1'] },
    ],
    [
      'TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA256',
      { authentication: 'DSS', encryption: 'CAMELLIA-128-CBC', weaknesses: ['cbc', 'national', 'dss'] },
    ],
    [
      'TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256',
      { keyExchange: 'ECDH', forwardSecrecy: false, weaknesses: ['cbc', 'static-dh'] },
    ],
    ['TLS_PSK_DHE_WITH_AES_128_CCM_8', { keyExchange: 'DHE', authentication: 'PSK' }],
    ['TLS_RSA_PSK_WITH_AES_128_GCM_SHA256', { keyExchange: 'RSA', authentication: 'PSK' }],
    ['TLS_SRP_SHA_RSA_WITH_AES_256_CBC_SHA', { keyExchange: 'SRP', authentication: 'RSA' }],
    [
      'TLS_KRB5_EXPORT_WITH_DES_CBC_40_SHA',
      { keyExchange: 'KRB5', authentication: 'KRB5', bits: 40, encryption: 'DES-CBC' },
    ],
    [
      'TLS_GOSTR341112_256_WITH_KUZNYECHIK_CTR_OMAC',
      { keyExchange: 'GOST', encryption: 'KUZNYECHIK-CTR', bits: 256, mac: 'OMAC', weaknesses: ['national'] },
    ],
    [
      'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256_OLD',
      { encryption: 'CHACHA20-POLY1305', aead: true, weaknesses: ['draft'] },
    ],
    [
      'SSL_CK_RC4_128_EXPORT40_WITH_MD5',
      { keyExchange: 'RSA', encryption: 'RC4', bits: 40, weaknesses: ['export', 'rc4', 'md5', 'static-rsa'] },
    ],
    ['SSL_CK_DES_192_EDE3_CBC_WITH_MD5', { encryption: '3DES-EDE-CBC', bits: 112, mac: 'MD5' }],
    ['TLS_NULL_WITH_NULL_NULL', { encryption: 'NULL', bits: 0, weaknesses: ['anonymous', 'null'] }],
  ];
  for (const [name, facts] of cases) {
    test(name, () => {
      expect(suiteFacts(name)).toMatchObject(facts);
    });
  }

  test('and what is no name of a suite is rejected', () => {
    expect(() => suiteFacts('ECDHE-RSA-AES128-SHA')).toThrow(TypeError);
    expect(() => suiteFacts('')).toThrow(TypeError);
  });
});

test.describe('The registry', () => {
  test('has every suite once, under one number', () => {
    const names = [...cipherSuites.values(), ...ssl2CipherKinds.values()];
    expect(new Set(names).size).toBe(names.length);
    expect(cipherSuites.size).toBeGreaterThan(375);
    expect([...tls13Suites, ...olderSuites]).toHaveLength(cipherSuites.size);
  });

  test('has facts for every suite', () => {
    for (const name of [...cipherSuites.values(), ...ssl2CipherKinds.values()]) {
      const { bits, mac, encryption } = suiteFacts(name);
      expect(bits === 0, name).toBe(encryption === 'NULL');
      expect(mac, name).not.toBe('unknown');
    }
  });

  test('knows what is outside the list of IANA', () => {
    const codes = [0x0060, 0x0066, 0x001c, 0xcc13, 0xcc15, 0xfefe, 0xfeff, 0xff85, 0x16b7];
    expect(codes.filter((code) => !cipherSuites.has(code))).toEqual([]);
  });

  test('tells the suites of TLS 1.3 from all others', () => {
    expect(tls13Suites).toEqual(expect.arrayContaining([0x1301, 0x1305, 0x00c6, 0xc0b4, 0xc103]));
    expect(isTls13Suite(0xc102)).toBe(false);
    expect(isTls13Suite(0xc02f)).toBe(false);
  });

  test('offers the strongest first and the broken last', () => {
    expect(suiteName(commonSuites[0] ?? 0)).toMatch(/^TLS_ECDHE_.*_(POLY1305|GCM)_/);
    const last = suiteFacts(suiteName(commonSuites.at(-1) ?? 0));
    expect(last.weaknesses).toContain('export');
    expect(commonSuites.length).toBeLessThan(150);
  });
});
