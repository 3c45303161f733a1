import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import type { ConnectionOutcome, ConnectionTrial } from '../../fixtures/connections.ts';
import { connectionsLimited, noWayRound } from '../../fixtures/matchers/rate-bypasses.ts';
import {
  ADDRESS_FIELD_TRICKS,
  FORWARDED_FOR_TRICKS,
  methodTricks,
  newForgedAddress,
  pathTricks,
  WITHOUT_FORWARDED_FOR,
} from '../../fixtures/rate-tricks.ts';
import type { HttpRequest } from '../../probes/http/exchange.ts';
import { HeldRequest } from '../../probes/http/held-request.ts';
import { PATH_VARIANTS, readPath } from '../../stack/embedded/path-variants.ts';

const LOGIN: HttpRequest = { method: 'POST', path: '/login', headers: [['X-API-Key', 'k']], body: '{}' };

/** All but the one that claims to be the server itself. */
const CLAIMING = [...FORWARDED_FOR_TRICKS, ...ADDRESS_FIELD_TRICKS].filter(
  ({ name }) => !name.endsWith('127.0.0.1'),
);

test.describe('Claims of a client', () => {
  test('are new with each request, and leave the rest as it is', () => {
    for (const trick of [...FORWARDED_FOR_TRICKS, ...ADDRESS_FIELD_TRICKS]) {
      const one = trick.apply(LOGIN);
      expect(one, trick.name).toMatchObject({ method: 'POST', path: '/login', body: '{}' });
      expect(one.headers?.[0], trick.name).toEqual(['X-API-Key', 'k']);
      expect(JSON.stringify(one), trick.name).toMatch(/198\.1[89]\.|127\.0\.0\.1/);
    }
    for (const trick of CLAIMING) {
      expect(trick.apply(LOGIN).headers, trick.name).not.toEqual(trick.apply(LOGIN).headers);
    }
  });

  test('replace an earlier claim', () => {
    const claiming: HttpRequest = { ...LOGIN, headers: [['x-forwarded-for', '198.51.100.9']] };
    for (const trick of FORWARDED_FOR_TRICKS.filter(({ name }) => name.includes('X-Forwarded-For'))) {
      expect(JSON.stringify(trick.apply(claiming)), trick.name).not.toContain('198.51.100.9');
    }
    expect(WITHOUT_FORWARDED_FOR.apply(claiming).headers).toEqual([]);
  });

  test('are addresses that nobody has, each once', () => {
    const addresses = Array.from({ length: 1000 }, newForgedAddress);
    expect(new Set(addresses).size).toBe(1000);
    expect(addresses.filter((address) => !/^198\.1[89]\.\d{1,3}\.\d{1,3}$/.test(address))).toEqual([]);
  });
});

test.describe('Other spellings of a path', () => {
  test('are read as the path by whoever allows them, and by nobody else', () => {
    for (const { name, apply } of pathTricks({ path: '/token/refresh' })) {
      const { path } = apply(LOGIN);
      expect(path, name).not.toBe('/token/refresh');
      expect(readPath(path, PATH_VARIANTS), name).toBe('/token/refresh');
      expect(readPath(path, []), name).toBe(path);
    }
  });

  test('keep the query', () => {
    for (const { name, apply } of pathTricks({ path: '/jobs?id=1' })) {
      expect(apply(LOGIN).path, name).toContain('id=1');
    }
  });

  test('are none where the path has none', () => {
    const variants = pathTricks({ path: '/' }).map(({ apply }) => apply(LOGIN).path);
    expect(variants).not.toContain('/');
    expect(variants.every((path) => path.startsWith('/'))).toBe(true);
  });
});

test('other methods are those that can be overridden, and HEAD for GET alone', () => {
  const ways = (method: string) =>
    methodTricks({ method, path: '/jobs/1' }).map(({ apply }) => apply({ ...LOGIN, method }));
  expect(ways('GET').map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'POST', 'HEAD']);
  expect(ways('DELETE').map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'POST']);
  expect(ways('POST').map(({ method }) => method)).toEqual(['PUT', 'PUT', 'PUT', 'PUT']);
  expect(ways('GET')[0]?.headers).toContainEqual(['X-HTTP-Method-Override', 'GET']);
  expect(ways('GET')[3]?.path).toBe('/jobs/1?_method=GET');
});

test('a trick fires if it passes', () => {
  expect(noWayRound({ subject: 'POST /login with X-Real-IP → 200', passed: true })).toBeDefined();
  expect(noWayRound({ subject: 'POST /login with X-Real-IP → 429', passed: false })).toBeUndefined();
});

test.describe('Connections', () => {
  const in200: ConnectionOutcome = { accepted: true, outcome: 'was answered with 200' };
  const out503: ConnectionOutcome = { accepted: false, outcome: 'was answered with 503' };
  const good: ConnectionTrial = {
    subject: 'connections',
    held: [in200, in200],
    oneMore: out503,
    other: in200,
    after: in200,
  };

  test('do not fire if as many as allowed get in, and somebody else', () => {
    expect(connectionsLimited(good, 2)).toBeUndefined();
  });

  const defects: Readonly<Record<string, readonly [Partial<ConnectionTrial>, RegExp]>> = {
    'one more gets in': [{ oneMore: in200 }, /was answered with 200/],
    'one fewer gets in': [{ held: [in200, out503] }, /connection 2 was answered with 503/],
    'nobody else gets in': [{ other: out503 }, /it was answered with 503/],
    'nobody gets in afterwards': [{ after: out503 }, /it was answered with 503/],
  };
  for (const [defect, [change, observed]] of Object.entries(defects)) {
    test(`fire if ${defect}`, () => {
      expect(connectionsLimited({ ...good, ...change }, 2)?.observed).toMatch(observed);
    });
  }
});

test.describe('A request that is held back', () => {
  /** Serves one connection and returns what a held request has seen of it. */
  async function held(serve: (socket: Socket) => void): Promise<Pick<HeldRequest, 'status' | 'ended'>> {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      serve(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const endpoint = { scheme: 'http', host: '127.0.0.1', port } as const;
    const request = await HeldRequest.open(endpoint, 'POST / HTTP/1.1\r\n\r\n', 1000);
    await request.acknowledged(200);
    await request.finish('body', 200);
    const { status, ended } = request;
    request.close();
    server.close();
    return { status, ended };
  }

  test('sees the answer behind an interim one', async () => {
    const seen = await held((socket) => {
      socket.write('HTTP/1.1 100 Continue\r\n\r\n');
      socket.on('data', (chunk) => {
        if (chunk.includes('body')) socket.write('HTTP/1.1 200 OK\r\n\r\n');
      });
    });
    expect(seen).toEqual({ status: 200, ended: false });
  });

  test('sees that it was closed', async () => {
    expect(await held((socket) => socket.end())).toEqual({ status: undefined, ended: true });
    expect(await held((socket) => socket.once('data', () => socket.resetAndDestroy()))).toEqual({
      status: undefined,
      ended: true,
    });
  });

  test('sees nothing in silence or noise', async () => {
    expect(await held(() => undefined)).toEqual({ status: undefined, ended: false });
    const noise = await held((socket) => socket.write(Buffer.alloc(1_000_000, 0xff)));
    expect(noise.status).toBeUndefined();
  });
});
