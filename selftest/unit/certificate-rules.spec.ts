import { expect, test } from '@playwright/test';
import {
  authorities,
  intermediateDates,
  ordered,
  withoutRoot,
  withoutSurplus,
} from '../../fixtures/matchers/certificate-chain.ts';
import { pinned } from '../../fixtures/matchers/certificate-leaf.ts';
import { trust } from '../../fixtures/matchers/certificate.ts';
import type { CertificateObservation } from '../../probes/tls/certificate.ts';
import { certificate, leaf, lower, NOW, root, sent, upper } from './certificate-sample.ts';

test.describe('How a chain is sent', () => {
  test('upwards, without the root, is right', () => {
    const chain = sent([leaf, lower, upper], [0, 1, 2]);
    for (const rule of [ordered, withoutRoot, withoutSurplus]) expect(rule(chain)).toBeUndefined();
  });

  test('downwards is not in order, and nothing else is wrong', () => {
    const chain = sent([leaf, upper, lower], [0, 2, 1]);
    expect(ordered(chain)?.observed).toBe('sent: CN=leaf, CN=upper, CN=lower');
    expect(withoutSurplus(chain)).toBeUndefined();
  });

  test('with a stranger in the middle has surplus, and is in order', () => {
    const chain = sent([leaf, certificate('CN=stranger'), lower], [0, 2]);
    expect(ordered(chain)).toBeUndefined();
    expect(withoutSurplus(chain)?.observed).toBe('CN=stranger certifies nothing that was sent');
  });

  test('with a certificate twice says so', () => {
    expect(withoutSurplus(sent([leaf, lower, lower], [0, 1]))?.observed).toBe('CN=lower is sent twice');
    expect(withoutSurplus(sent([leaf, leaf, lower], [0, 2]))?.observed).toBe('CN=leaf is sent twice');
  });

  test('with the root sends it along', () => {
    expect(withoutRoot(sent([leaf, lower, root], [0, 1, 2]))?.observed).toBe('CN=root is sent along');
  });

  test('a leaf that signed itself is no root that is sent along', () => {
    expect(withoutRoot(sent([{ ...leaf, selfSigned: true }], [0]))).toBeUndefined();
  });
});

test.describe('An intermediate', () => {
  test('may be followed by as many as it allows', () => {
    expect(authorities(sent([leaf, lower, upper], [0, 1, 2]))).toBeUndefined();
    expect(authorities(sent([leaf, upper, lower], [0, 1, 2]))?.observed).toBe(
      'CN=lower allows 0 authorities below it and has 1',
    );
  });

  test('without a limit is followed by any number', () => {
    const free = certificate('CN=free', { uses: { ca: true, keyUsage: ['keyCertSign'] } });
    expect(authorities(sent([leaf, lower, free], [0, 1, 2]))).toBeUndefined();
  });

  test('without key usage may sign', () => {
    const free = certificate('CN=free', { uses: { ca: true }, anyUsage: true });
    expect(authorities(sent([leaf, free], [0, 1]))).toBeUndefined();
  });

  test('is judged by the day that is given', () => {
    const chain = sent([leaf, lower], [0, 1]);
    expect(intermediateDates(chain, NOW)).toBeUndefined();
    expect(intermediateDates(chain, new Date('2027-01-01'))?.observed).toMatch(
      /^CN=lower expired 2026-12-15/,
    );
    expect(intermediateDates(chain, new Date('2026-01-01'))?.observed).toMatch(/^CN=lower is valid from/);
  });

  test('that is no part of the path is not judged', () => {
    expect(authorities(sent([leaf, certificate('CN=stranger')], [0]))).toBeUndefined();
  });
});

test.describe('A pin', () => {
  const anchor = { subject: 'CN=root', fingerprint256: '', spki256: 'key of root' };

  test('can be that of any part of the path', () => {
    const chain = { ...sent([leaf, lower], [0, 1]), anchor };
    for (const pin of ['key of CN=leaf', 'key of CN=lower', 'key of root']) {
      expect(pinned(chain, ['other', pin])).toBeUndefined();
    }
  });

  test('of a certificate that is merely sent along counts nothing', () => {
    expect(pinned(sent([leaf, lower], [0]), ['key of CN=lower'])?.observed).toBe('the keys key of CN=leaf');
  });
});

test.describe('Trust', () => {
  const trusted = { chain: 'trusted' } as const;
  const anchor = { subject: 'CN=root', fingerprint256: '', spki256: '' };
  const refused = (chain: CertificateObservation['chain'], more = {}) => ({
    ...sent(
      chain,
      chain.map((_, place) => place),
    ),
    authorized: false,
    authorizationError: 'INVALID_PURPOSE',
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    ...more,
  });
  const plainAuthority = certificate('CN=plain');

  test('is not denied for what another rule finds', () => {
    expect(trust(refused([leaf, plainAuthority], { anchor }), trusted, NOW)).toBeUndefined();
  });

  test('is denied for it where the path leads nowhere', () => {
    expect(trust(refused([leaf, plainAuthority]), trusted, NOW)).toBeDefined();
  });

  test('is denied for what no other rule finds', () => {
    expect(trust(refused([leaf, lower], { anchor }), trusted, NOW)).toBeDefined();
  });

  test('is denied for its uses where the profile asks for none', () => {
    const client = certificate('CN=leaf', { uses: { extendedKeyUsage: ['clientAuth'] } });
    const chain = refused([client, lower], { anchor });
    expect(trust(chain, trusted, NOW)).toBeDefined();
    expect(trust(chain, { ...trusted, usage: true }, NOW)).toBeUndefined();
  });

  test('is given to a leaf that signed itself only where the profile does', () => {
    const own = refused([{ ...leaf, selfSigned: true }]);
    expect(trust(own, trusted, NOW)).toBeDefined();
    expect(trust(own, { chain: 'self-signed-allowed' }, NOW)).toBeUndefined();
    expect(trust(refused([leaf]), { chain: 'self-signed-allowed' }, NOW)).toBeDefined();
  });
});
