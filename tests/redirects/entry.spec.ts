import {
  apiRoutes,
  changing,
  control,
  expect,
  getRequest,
  inClear,
  readable,
  redirectedRoutes,
  redirecting,
  spoken,
  test,
} from '../../fixtures/index.ts';

test.describe('Plain HTTP', () => {
  // RFC 9110 §15.4: 301 and 308 are permanent, 302, 303 and 307 are not; the profile says which it allows.
  test('redirects pages', control('REDIR-STATUS-01'), async ({ http, required, routes }) => {
    expect(await http.samples(redirectedRoutes(routes, required('redirects.api')))).toHaveRedirectStatus(
      required('redirects.status'),
    );
  });

  // RFC 9110 §9.3.2: HEAD gets the header fields that GET would get.
  test('redirects HEAD like GET', control('REDIR-STATUS-02'), async ({ http, required, routes }) => {
    for (const { path } of redirectedRoutes(routes, required('redirects.api'))) {
      const get = await http.request({ path });
      expect.soft(await http.request({ method: 'HEAD', path })).toRedirectLike(get);
    }
  });

  // ASVS v5.0.0-12.2.1: no fallback to plain communication. RFC 9110 §15.4: a client may repeat a redirected request
  // without its content (301, 302, 303) or with it (307, 308); its content has been sent in clear either way, and a
  // redirect of everything is as good as a refusal here. A redirect that GET does not get comes from an application.
  test('processes no changing request', control('REDIR-POST-01'), async ({ http, https, routes }) => {
    for (const route of changing(routes)) {
      const twins = { get: await http.request({ path: route.path }), https: await https.sample(route) };
      expect.soft(await http.sample(route)).toBeLeftUnprocessed(twins);
    }
  });

  // ASVS v5.0.0-4.1.2: only what people open in a browser redirects to https; an API that did would hide that its
  // clients send their tokens in clear.
  test('treats API routes as asked', control('REDIR-API-01'), async ({ http, https, required, routes }) => {
    const as = required('redirects.api');
    for (const route of apiRoutes(routes, as)) {
      const twin = await https.sample(route);
      expect.soft(await http.sample(route)).toBeTreated({ as, https: twin });
    }
  });

  // RFC 8555 §8.3: validation begins with plain http on port 80. It may follow redirects, but a challenge that is
  // answered right there is independent of the TLS entry, which is what needs the certificate. 404: no such challenge.
  test('answers ACME challenges', control('REDIR-ACME-01'), async ({ http }) => {
    const response = await http.request({ path: '/.well-known/acme-challenge/plumbline-no-such-token' });
    expect(response).toBeAnsweredWith([200, 404]);
  });

  // RFC 6265 §8.3: cookies over an insecure channel can be read and replaced on the way.
  test('sets no cookie', control('REDIR-COOKIE-01'), async ({ http, routes }) => {
    const kinds = ['page', 'api', 'login', 'not-found'] as const;
    expect(await http.samples(inClear(routes.of(...kinds)))).toHaveSetCookieFields(0);
  });

  // RFC 9110 §4.2.2: an https resource is made available over a secured connection only.
  test('is not served on the TLS port', control('REDIR-TLSPORT-01'), async ({ https, routes }) => {
    const { origin } = https;
    await https.sample(routes.main);
    const request = getRequest(origin, routes.main.path);
    expect(spoken(await https.raw(request, { tls: false }))).toRefusePlainHttp(origin);
  });
});

test.describe('The way to HTTPS', () => {
  // RFC 6797 §7.2: a plain request is answered with a redirect to the same resource over https.
  test('leads to the TLS entry at once', control('REDIR-HTTPS-01'), async ({ http, https, routes }) => {
    const asked = readable(inClear(routes.of('page', 'api')));
    expect(redirecting(await http.samples(asked))).toRedirectTo(https.origin);
  });
});
