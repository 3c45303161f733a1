import {
  control,
  expect,
  getRequest,
  redirectedPath,
  spoken,
  test,
  unrefused,
} from '../../fixtures/index.ts';

/** Nothing is there on most targets; entries that redirect do so without looking. */
const PLAIN_PATH = '/plumbline/path';

const PATHS = [
  PLAIN_PATH,
  '/plumbline/a%2Fb',
  '/plumbline/a%20b',
  '/plumbline/100%25',
  '/plumbline/caf%C3%A9',
  '/plumbline/caf%c3%a9',
  '/plumbline/a+b',
  "/plumbline/~a;v=1,2/(b)!$&'*=:@c",
  '/plumbline/MixedCase/',
];

const QUERIES = [
  '?a=1&b=2',
  '?q=a%20b%26c%3Dd',
  '?q=caf%C3%A9&r=caf%c3%a9',
  '?q=a+b%2Bc',
  '?q=1&q=2&q=1',
  '?next=%2Fhome%3Fx%3D1',
  '?empty=&bare',
  '?path=/a/b?c:@',
];

const FOREIGN = 'elsewhere.example';

/** Each is a host to a browser that finds it in a relative Location; some only once they are decoded. */
const HOST_LIKE_PATHS = [
  `//${FOREIGN}/x`,
  `/\\${FOREIGN}/x`,
  `/%2F${FOREIGN}/x`,
  `/%5C${FOREIGN}/x`,
  `///${FOREIGN}/x`,
];

const INJECTED = 'X-Plumbline-Injected';

test.describe('The Location of a redirect', () => {
  // RFC 3986 §6.2.2: %2F is not /, and only the owner of a path knows what else is equivalent in it.
  test('keeps the path', control('REDIR-PATH-01'), async ({ http }) => {
    const responses = await Promise.all(PATHS.map((path) => http.request({ path })));
    expect(unrefused(responses)).toKeepInRedirect('path');
  });

  // RFC 3986 §4.2: a relative reference that begins with two slashes names a host. Browsers read \ as /.
  test('names no host out of the path', control('REDIR-PATH-02'), async ({ http, routes }) => {
    await redirectedPath(http, [routes.main.path, PLAIN_PATH]);
    for (const path of HOST_LIKE_PATHS) {
      expect.soft(await http.requestOrClose({ path })).toLeadAwayFrom(FOREIGN);
    }
  });

  // RFC 9110 §5.5: CR and LF within a field value are dangerous; decoded into a Location they end it.
  test('takes no line break from the path', control('REDIR-PATH-03'), async ({ http, routes }) => {
    await redirectedPath(http, [routes.main.path, PLAIN_PATH]);
    for (const lineBreak of ['%0D%0A', '%0d%0a', '%0A']) {
      const request = getRequest(http.origin, `${PLAIN_PATH}${lineBreak}${INJECTED}:%201`);
      expect.soft(spoken(await http.raw(request, { tls: false }))).toLackField(INJECTED);
    }
  });

  // RFC 3986 §3.4: the query is part of what identifies a resource.
  test('keeps the query', control('REDIR-QUERY-01'), async ({ http }) => {
    const paths = QUERIES.map((query) => PLAIN_PATH + query);
    const responses = await Promise.all(paths.map((path) => http.request({ path })));
    expect(unrefused(responses)).toKeepInRedirect('query');
  });

  // RFC 9110 §7.4: a request for a host that is not served here is misdirected; 421 or any refusal is right.
  test('ignores a forged Host', control('REDIR-HOST-01'), async ({ http, routes }) => {
    const path = await redirectedPath(http, [routes.main.path, PLAIN_PATH]);
    const answer = await http.requestOrClose({ path, headers: [['Host', FOREIGN]] });
    expect(answer).toLeadAwayFrom(FOREIGN);
  });

  // RFC 7239 §8.1: forwarding fields can be made up by any client, so only those of a known proxy count.
  test('ignores forged forwarding fields', control('REDIR-HOST-02'), async ({ http, routes }) => {
    const path = await redirectedPath(http, [routes.main.path, PLAIN_PATH]);
    for (const [name, value] of [
      ['X-Forwarded-Host', FOREIGN],
      ['Forwarded', `for=192.0.2.1;host=${FOREIGN};proto=https`],
    ] as const) {
      const answer = await http.requestOrClose({ path, headers: [[name, value]] });
      expect.soft(answer).toLeadAwayFrom(FOREIGN);
    }
  });
});
