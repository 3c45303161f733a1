import { control, expect, test } from '../../fixtures/index.ts';

test.describe('An allowed origin', () => {
  // Fetch Standard, CORS check: the field has one value, and it is the serialised origin byte for byte.
  test('is named exactly and once', control('CORS-ALLOW-01'), async ({ crossOrigin }) => {
    expect(await crossOrigin.actual()).toAllowOrigin();
  });

  // Fetch Standard, CORS protocol: `true`, in lower case, shares what a request with cookies gets.
  test('gets credentials as declared', control('CORS-CREDENTIALS-01'), async ({ crossOrigin, profile }) => {
    const answers = [...(await crossOrigin.actual()), ...(await crossOrigin.preflights())];
    expect(answers).toAllowCredentials(profile.cors?.credentials ?? false);
  });

  // Fetch Standard, CORS protocol and HTTP caches: with Vary: Origin caches keep the answers to different origins apart, errors included.
  test('is kept apart by caches', control('CORS-VARY-01'), async ({ crossOrigin }) => {
    expect(await crossOrigin.alternatives()).toVaryByOrigin();
  });

  // Fetch Standard, CORS check: a response that fails the CORS check is a network error, whatever its status says.
  test('can read errors', control('CORS-ERRORS-01'), async ({ crossOrigin }) => {
    expect(await crossOrigin.errors()).toAllowOrigin();
  });

  // Fetch Standard, CORS protocol and credentials: the wildcard shares with everybody. ASVS v5.0.0-3.4.2: an allowlist, not a wildcard.
  test('is named, not a wildcard', control('CORS-WILDCARD-01'), async ({ crossOrigin }) => {
    expect(await crossOrigin.everything()).toHaveNoWildcard();
  });
});
