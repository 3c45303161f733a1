import { carrying, control, expect, inClear, test } from '../../fixtures/index.ts';

const FIELD = 'Strict-Transport-Security';

test.describe('Strict-Transport-Security', () => {
  // RFC 6797 §7.1: the field belongs on every response over secure transport, errors included.
  test('is sent on every HTTPS response', control('HDR-HSTS-01'), async ({ https, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveHsts('present');
  });

  // RFC 6797 §6.1.1: max-age is the number of seconds for which the host stays a known HSTS host.
  test('has a max-age within bounds', control('HDR-HSTS-02'), async ({ https, required, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toHaveHstsMaxAge(
      required('headers.hsts.maxAge'),
    );
  });

  // RFC 6797 §6.1.2: includeSubDomains extends the policy to every subdomain.
  test('covers subdomains', control('HDR-HSTS-03'), async ({ https, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toHaveHstsDirective('includeSubDomains');
  });

  // hstspreload.org: the directive is how a site consents to being built into browsers.
  test('consents to preload', control('HDR-HSTS-04'), async ({ https, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toHaveHstsDirective('preload');
  });

  // RFC 6797 §7.1: one field only. §8.1: a browser processes the first and ignores one that does not parse.
  test('is a single, well-formed field', control('HDR-HSTS-05'), async ({ https, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toHaveHstsFields(1);
  });

  // RFC 6797 §7.2: the field MUST NOT appear over non-secure transport.
  test('is not sent over plain HTTP', control('HDR-HSTS-06'), async ({ http, routes }) => {
    expect(await http.samples(inClear(routes.of('page', 'api')))).toHaveHsts('absent');
  });

  // RFC 6797 §11.3: with a certificate that browsers do not trust, HSTS leaves no way in.
  test('is absent where the target must not use it', control('HDR-HSTS-07'), async ({ https, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveHsts('absent');
  });
});
