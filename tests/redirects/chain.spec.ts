import { control, expect, follow, redirectedRoutes, test } from '../../fixtures/index.ts';

test.describe('The chain of redirects', () => {
  // RFC 9110 §15.4: clients need a way to end loops; the profile says how long a chain may be.
  test('ends over HTTPS', control('REDIR-CHAIN-01'), async ({ http, https, required, routes }) => {
    const maxHops = required('redirects.maxHops');
    for (const route of redirectedRoutes(routes, required('redirects.api'))) {
      expect.soft(await follow({ http, https }, route, maxHops)).toEndOverHttps(maxHops);
    }
  });

  // ASVS v5.0.0-12.2.1: no fallback to plain communication once TLS is reached.
  test(
    'never leads back to plain HTTP',
    control('REDIR-CHAIN-02'),
    async ({ http, https, required, routes }) => {
      for (const route of redirectedRoutes(routes, required('redirects.api'))) {
        const chain = await follow({ http, https }, route, required('redirects.maxHops'));
        expect.soft(chain).toStayOn('https:');
      }
    },
  );
});
