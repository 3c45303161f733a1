import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { externalTarget, isLoopback } from '../../fixtures/environment.ts';
import { identity } from './tls-servers.ts';

const passive = { active: false };
const read = (environment: Record<string, string>) => externalTarget(environment, passive);

test.describe('The target that the environment names', () => {
  test('is none where PLUMBLINE_TARGET is not set, or empty', () => {
    expect(read({})).toBeUndefined();
    expect(read({ PLUMBLINE_TARGET: '', PLUMBLINE_HTTP: 'http://x' })).toBeUndefined();
  });

  test('has the default ports', () => {
    expect(read({ PLUMBLINE_TARGET: 'https://shop.test/' })).toEqual({
      url: 'https://shop.test',
      stack: 'external',
      https: { scheme: 'https', host: 'shop.test', port: 443 },
      http: { scheme: 'http', host: 'shop.test', port: 80 },
      active: false,
    });
  });

  test('has a plain-http entry of its own, or none', () => {
    const base = { PLUMBLINE_TARGET: 'https://shop.test:8443' };
    expect(read({ ...base, PLUMBLINE_HTTP: 'http://shop.test:8080' })?.http?.port).toBe(8080);
    expect(read({ ...base, PLUMBLINE_HTTP: 'none' })).not.toHaveProperty('http');
  });

  test('may be an IPv6 address', () => {
    expect(read({ PLUMBLINE_TARGET: 'https://[::1]:8443' })?.https).toEqual({
      scheme: 'https',
      host: '::1',
      port: 8443,
      address: '::1',
    });
  });

  test('brings the certificates of its CA file', async () => {
    const [one, other] = await Promise.all([identity(), identity()]);
    const file = test.info().outputPath('ca.pem');
    writeFileSync(file, `# comment\n${one.cert}\n${other.cert}\n`);
    const target = read({ PLUMBLINE_TARGET: 'https://shop.test', PLUMBLINE_CA: file });
    expect(target?.ca?.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  test('may be checked actively on loopback, or by consent', () => {
    const shop = { PLUMBLINE_TARGET: 'https://shop.test' };
    expect(read({ PLUMBLINE_TARGET: 'https://localhost:1' })?.active).toBe(true);
    expect(read(shop)?.active).toBe(false);
    expect(read({ ...shop, PLUMBLINE_ACTIVE: '1' })?.active).toBe(true);
    expect(read({ ...shop, PLUMBLINE_ACTIVE: '0' })?.active).toBe(false);
    expect(externalTarget(shop, { active: true })?.active).toBe(true);
  });

  const refused: Record<string, { environment: Record<string, string>; says: RegExp }> = {
    'no URL': {
      environment: { PLUMBLINE_TARGET: 'shop.test' },
      says: /^PLUMBLINE_TARGET is not a URL: shop\.test$/,
    },
    'another scheme': {
      environment: { PLUMBLINE_TARGET: 'ftp://shop.test' },
      says: /^PLUMBLINE_TARGET must begin with https:\/\/, not ftp:\/\/$/,
    },
    'a path': {
      environment: { PLUMBLINE_TARGET: 'https://shop.test/app' },
      says: /^PLUMBLINE_TARGET is an origin; paths belong in the profile's routes: https:\/\/shop\.test$/,
    },
    'credentials, which it does not repeat': {
      environment: { PLUMBLINE_TARGET: 'https://user:pa55@shop.test' },
      says: /^PLUMBLINE_TARGET must not hold credentials$/,
    },
  };
  for (const [what, { environment, says }] of Object.entries(refused)) {
    test(`is refused with ${what}`, () => {
      expect(() => read(environment)).toThrow(says);
    });
  }

  test('is refused with a CA file that holds something broken', () => {
    const file = test.info().outputPath('ca.pem');
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    expect(() => read({ PLUMBLINE_TARGET: 'https://shop.test', PLUMBLINE_CA: file })).toThrow(
      /^PLUMBLINE_CA holds a certificate that cannot be parsed: /,
    );
  });
});

test.describe('Loopback', () => {
  for (const host of ['localhost', 'shop.localhost', '127.0.0.1', '127.9.8.7', '::1']) {
    test(`includes ${host}`, () => {
      expect(isLoopback(host)).toBe(true);
    });
  }
  for (const host of ['localhost.test', '128.0.0.1', '127.0.0.1.test', '::2', 'notlocalhost', '10.127.0.1']) {
    test(`does not include ${host}`, () => {
      expect(isLoopback(host)).toBe(false);
    });
  }
});
