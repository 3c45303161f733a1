import { control, expect, test } from '../../fixtures/index.ts';

test.describe('A preflight', () => {
  // Fetch Standard, CORS-preflight fetch: the CORS check holds and the status is ok.
  test('of an allowed origin passes', control('CORS-PREFLIGHT-01'), async ({ crossOrigin }) => {
    expect(await crossOrigin.preflights()).toPassPreflight();
  });

  // Fetch Standard, CORS-preflight fetch: the method is among those of Access-Control-Allow-Methods.
  test('allows the declared methods', control('CORS-METHODS-01'), async ({ crossOrigin, profile }) => {
    expect(await crossOrigin.permissions()).toAllowMethod(profile.cors?.credentials ?? false);
  });

  // Fetch Standard, CORS-preflight fetch: the fields are among those of Access-Control-Allow-Headers.
  test('allows the declared fields', control('CORS-HEADERS-01'), async ({ crossOrigin, profile }) => {
    expect(await crossOrigin.permissions()).toAllowHeaders(profile.cors?.credentials ?? false);
  });

  // Fetch Standard, CORS protocol: for how many seconds a browser keeps the permission.
  test('holds for the declared time', control('CORS-MAXAGE-01'), async ({ crossOrigin }) => {
    expect(await crossOrigin.permissions()).toHaveMaxAge();
  });

  // Fetch Standard, CORS-preflight fetch: a method that is not named is not sent.
  test('allows no other method', control('CORS-METHODS-02'), async ({ crossOrigin }) => {
    expect(await crossOrigin.everyPreflight()).toAllowNoOtherMethod();
  });

  // Fetch Standard, CORS-preflight fetch: a field that is not named is not sent.
  test('allows no other field', control('CORS-HEADERS-02'), async ({ crossOrigin }) => {
    expect(await crossOrigin.everyPreflight()).toAllowNoOtherHeader();
  });
});
