import { expect, test } from '@playwright/test';
import {
  cookiesSet,
  endsOverHttps,
  isTreated,
  isUnprocessed,
  keeps,
  leadsElsewhere,
  leadsTo,
  sameRedirect,
  statusAmong,
  statusIs,
  staysOnHttps,
  withoutField,
} from '../../fixtures/matchers/redirects.ts';
import { answer, chainOf, seen } from './redirects-answers.ts';

const ORIGIN = 'https://localhost:8443';

test.describe('status', () => {
  test('fires on a code that is not allowed', () => {
    expect(statusAmong(answer(302, { to: `${ORIGIN}/` }), [301, 308])?.observed).toBe(`302 to ${ORIGIN}/`);
    expect(statusAmong(answer(200), [301])?.observed).toBe('200, which is no redirect');
  });

  test('does not fire on one that is', () => {
    expect(statusAmong(answer(308, { to: `${ORIGIN}/` }), [301, 308])).toBeUndefined();
  });

  test('fires if HEAD is redirected elsewhere than GET', () => {
    const get = answer(301, { to: `${ORIGIN}/a` });
    expect(sameRedirect(answer(301, { to: `${ORIGIN}/b` }), get)).toBeDefined();
    expect(sameRedirect(answer(301, { to: `${ORIGIN}/a` }), get)).toBeUndefined();
  });
});

test.describe('origin', () => {
  for (const [name, location] of [
    ['http', 'http://localhost:8443/'],
    ['another host', 'https://www.localhost:8443/'],
    ['the port left out', 'https://localhost/'],
    ['another port', 'https://localhost:9443/'],
    ['a relative Location', '/'],
    ['a user that looks like the host', 'https://localhost:8443@elsewhere.example/'],
    ['no URL', 'https://localhost:port/'],
  ] as const) {
    test(`fires on ${name}`, () => {
      expect(leadsTo(answer(301, { to: location }), ORIGIN)?.observed).toContain(location);
    });
  }

  test('fires on two Location fields', () => {
    const twice = answer(301, { fields: ['Location', 'Location'].map((name) => [name, `${ORIGIN}/`]) });
    expect(leadsTo(twice, ORIGIN)?.observed).toContain('2 Location fields');
  });

  test('fires on a redirect without Location', () => {
    expect(leadsTo(answer(301), ORIGIN)?.observed).toBe('301 without a Location field');
  });

  test('does not fire if only the case of scheme and host differs', () => {
    expect(leadsTo(answer(301, { to: 'HTTPS://LocalHost:8443/' }), ORIGIN)).toBeUndefined();
  });
});

test.describe('path and query', () => {
  for (const [path, location] of [
    ['/a%2Fb', '/a/b'],
    ['/a%2Fb', '/a%2fb'],
    ['/a%20b', '/a b'],
    ['/a/', '/a'],
    ['/a', '/'],
    ['/A', '/a'],
  ] as const) {
    test(`fires if ${path} becomes ${location}`, () => {
      expect(keeps(answer(301, { path, to: ORIGIN + location }), 'path')).toBeDefined();
    });
  }

  for (const [path, location] of [
    ['/?q=a+b', '/?q=a%20b'],
    ['/?q=1&q=2', '/?q=2'],
    ['/?q=1', '/'],
    ['/?q=1', '/?q=1?q=1'],
    ['/?q=a%26b', '/?q=a&b'],
  ] as const) {
    test(`fires if ${path} becomes ${location}`, () => {
      expect(keeps(answer(301, { path, to: ORIGIN + location }), 'query')).toBeDefined();
    });
  }

  test('does not fire if both are as they were', () => {
    const response = answer(301, { path: '/a%2fB;c/?q=a+b&q=%2F', to: `${ORIGIN}/a%2fB;c/?q=a+b&q=%2F` });
    expect(keeps(response, 'path')).toBeUndefined();
    expect(keeps(response, 'query')).toBeUndefined();
  });

  test('does not fire on an origin that stands for the path /', () => {
    expect(keeps(answer(301, { to: ORIGIN }), 'path')).toBeUndefined();
  });
});

test.describe('a host of the client', () => {
  for (const location of [
    'https://elsewhere.example/x',
    'https://elsewhere.example:8443/x',
    '//elsewhere.example/x',
    '/\\elsewhere.example/x',
    'https://www.elsewhere.example/',
    'https://localhost@elsewhere.example/',
    'https://elsewhere.example:80:443/',
  ]) {
    test(`fires on ${location}`, () => {
      expect(leadsElsewhere(answer(301, { to: location }), 'elsewhere.example')).toBeDefined();
    });
  }

  for (const location of [`${ORIGIN}//elsewhere.example/x`, '/x', 'https://other-site.example/']) {
    test(`does not fire on ${location}`, () => {
      expect(leadsElsewhere(answer(301, { to: location }), 'elsewhere.example')).toBeUndefined();
    });
  }

  test('does not fire on a refusal or on closing', () => {
    expect(leadsElsewhere(answer(421), 'elsewhere.example')).toBeUndefined();
    const closed = { kind: 'no-answer', subject: 'GET / → closed' } as const;
    expect(leadsElsewhere(closed, 'elsewhere.example')).toBeUndefined();
  });

  test('fires on a field that the path brought in', () => {
    for (const lineBreak of ['\r\n', '\n', '\r']) {
      const split = seen(`HTTP/1.1 301 Moved\r\nLocation: /${lineBreak}x-injected: 1\r\n\r\n`);
      expect(withoutField(split, 'X-Injected')?.observed).toBe('x-injected: 1');
    }
  });

  test('does not fire on a field name within the Location, in the content, or on closing', () => {
    for (const received of ['Location: /%0AX-Injected:1\r\n\r\n', 'Location: /\r\n\r\nX-Injected: 1', '']) {
      expect(withoutField(seen(received), 'X-Injected')).toBeUndefined();
    }
  });
});

test.describe('chain', () => {
  const first = answer(301, { to: `${ORIGIN}/` });
  const page = answer(200, { base: ORIGIN });

  test('does not fire if it ends over https in time', () => {
    expect(endsOverHttps(chainOf(first, page), 1)).toBeUndefined();
  });

  test('fires on one redirect too many', () => {
    const detour = answer(302, { base: ORIGIN, to: '/' });
    expect(endsOverHttps(chainOf(first, detour, page), 1)).toBeDefined();
    expect(endsOverHttps(chainOf(first, detour, page), 2)).toBeUndefined();
  });

  test('fires on an end that is an error, a redirect or over plain http', () => {
    expect(endsOverHttps(chainOf(first, answer(404, { base: ORIGIN })), 1)).toBeDefined();
    expect(endsOverHttps(chainOf(first, answer(302, { base: ORIGIN, to: '/' })), 1)).toBeDefined();
    expect(endsOverHttps(chainOf(first, answer(200)), 1)).toBeDefined();
  });

  test('fires on a way back to http, but not on the first hop', () => {
    const back = answer(302, { base: ORIGIN, to: 'http://localhost/' });
    expect(staysOnHttps(chainOf(first, back), 'https:')?.observed).toContain('302 to http://localhost/');
    const slow = answer(301, { to: 'http://localhost/b' });
    expect(staysOnHttps(chainOf(slow, page), 'https:')).toBeUndefined();
  });
});

test.describe('what must not be served', () => {
  const path = '/login';
  const https = answer(200, { base: ORIGIN, path });
  const get = answer(301, { path, to: `${ORIGIN}/` });

  test('fires on an answer, a server error and an application that redirects on', () => {
    for (const response of [
      answer(200, { path }),
      answer(500, { path }),
      answer(303, { path, to: '/welcome' }),
    ]) {
      expect(isUnprocessed(response, { get, https })).toBeDefined();
    }
  });

  test('fires on a refusal that the application gives over https too', () => {
    const refusing = answer(422, { base: ORIGIN, path });
    expect(isUnprocessed(answer(422, { path }), { get, https: refusing })).toBeDefined();
  });

  test('does not fire on a refusal, the redirect of GET, or one to the same over https', () => {
    for (const response of [
      answer(403, { path }),
      answer(301, { path, to: `${ORIGIN}/` }),
      answer(308, { path, to: ORIGIN + path }),
    ]) {
      expect(isUnprocessed(response, { get, https })).toBeUndefined();
    }
    const missing = answer(405, { base: ORIGIN, path });
    expect(isUnprocessed(answer(405, { path }), { get, https: missing })).toBeUndefined();
  });

  test('fires if an API is treated otherwise than asked', () => {
    expect(isTreated(answer(301, { to: ORIGIN }), { as: 'refuse', https })).toBeDefined();
    expect(isTreated(answer(403), { as: 'redirect', https })).toBeDefined();
    expect(isTreated(answer(200), { as: 'refuse', https })).toBeDefined();
    expect(isTreated(answer(403), { as: 'refuse', https })).toBeUndefined();
    expect(isTreated(answer(301, { to: ORIGIN }), { as: 'redirect', https })).toBeUndefined();
  });

  test('fires on an ACME challenge that is redirected or refused', () => {
    expect(statusIs(answer(301, { to: ORIGIN }), [200, 404])).toBeDefined();
    expect(statusIs(answer(403), [200, 404])).toBeDefined();
    expect(statusIs(answer(404), [200, 404])).toBeUndefined();
  });

  test('fires on a cookie and names it without its value', () => {
    const response = answer(301, { fields: [['set-cookie', 'sid=secret; Secure']] });
    expect(cookiesSet(response, 0)?.observed).toBe('Set-Cookie: sid');
    expect(cookiesSet(answer(301), 0)).toBeUndefined();
  });
});
