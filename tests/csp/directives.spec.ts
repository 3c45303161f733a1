import { carrying, control, expect, test } from '../../fixtures/index.ts';

const FIELD = 'Content-Security-Policy';

test.describe('Content-Security-Policy', () => {
  // CSP Level 3 §6.1.9, ASVS v5.0.0-3.4.3: plugins run outside the policy for scripts, so none is loaded.
  test('restricts plugins', control('CSP-OBJECT-01'), async ({ https, required, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toRestrict(
      'object-src',
      required('headers.contentSecurityPolicy.directives.object-src'),
    );
  });

  // CSP Level 3 §6.3.1, ASVS v5.0.0-3.4.3: no fallback; an injected <base> moves every relative URL elsewhere.
  test('restricts the base of URLs', control('CSP-BASE-01'), async ({ https, required, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toRestrict(
      'base-uri',
      required('headers.contentSecurityPolicy.directives.base-uri'),
    );
  });

  // CSP Level 3 §6.4.1: no fallback; where it is missing, a form may be sent anywhere.
  test('restricts where forms go', control('CSP-FORM-01'), async ({ https, required, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toRestrict(
      'form-action',
      required('headers.contentSecurityPolicy.directives.form-action'),
    );
  });

  // CSP Level 3 §6.4.2 and §3.3, ASVS v5.0.0-3.4.6: no fallback, and in <meta> it does nothing.
  test('restricts who may frame', control('CSP-ANCESTORS-01'), async ({ https, required, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toRestrict(
      'frame-ancestors',
      required('headers.contentSecurityPolicy.directives.frame-ancestors'),
    );
  });
});
