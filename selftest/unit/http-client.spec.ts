import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { test as base, expect } from '@playwright/test';
import { exchange } from '../../probes/http/client.ts';
import { fieldValues, type HttpEndpoint } from '../../probes/http/exchange.ts';
import { reach } from '../../probes/http/reach.ts';

type Listen = (server: net.Server, host?: string) => Promise<HttpEndpoint>;

const test = base.extend<{ listen: Listen }>({
  listen: async ({}, use) => {
    const servers: net.Server[] = [];
    const sockets = new Set<net.Socket>();
    await use(async (server, host = '127.0.0.1') => {
      server.on('connection', (socket: net.Socket) => sockets.add(socket.on('error', () => undefined)));
      servers.push(server.listen(0, host));
      await once(server, 'listening');
      return { scheme: 'http', host, port: (server.address() as net.AddressInfo).port };
    });
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
  },
});

const limit = { timeoutMs: 2000 };
const get = { method: 'GET', path: '/' };

/** Answers with the bytes of the request, whatever they are. */
function mirror(): net.Server {
  return net.createServer((socket) => {
    socket.once('data', (request) => {
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${request.length}\r\n\r\n${request.toString('latin1')}`);
    });
  });
}

/** Sends `response` once a request has come, and closes. */
function canned(response: string | Buffer): net.Server {
  return net.createServer((socket) => {
    socket.once('data', () => {
      socket.end(response);
    });
  });
}

test.describe('The HTTP client', () => {
  for (const path of ['//x', '/a%2Fb', '/a+b?', '/../?q=%00&r=%zz']) {
    test(`sends the path ${path} byte for byte`, async ({ listen }) => {
      const seen = await exchange(await listen(mirror()), { method: 'GET', path }, limit);
      expect(seen.response.body.split('\r\n')[0]).toBe(`GET ${path} HTTP/1.1`);
      expect(seen.request.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
      expect(seen.request.url.endsWith(path)).toBe(true);
    });
  }

  for (const method of ['HEAD', 'TRACE', 'OPTIONS', 'TRACK', 'PROPFIND', 'X-CUSTOM']) {
    test(`sends ${method}`, async ({ listen }) => {
      const requests: string[] = [];
      const server = canned('HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nContent-Length: 0\r\n\r\n');
      server.on('connection', (socket: net.Socket) =>
        socket.once('data', (data) => requests.push(data.toString())),
      );
      const seen = await exchange(await listen(server), { method, path: '/' }, limit);
      expect(seen.subject).toBe(`${method} / → 405`);
      expect(seen.response.statusText).toBe('Method Not Allowed');
      expect(requests[0]).toMatch(new RegExp(`^${method} / HTTP/1.1\r\n`));
    });
  }

  test('records the request as it was sent', async ({ listen }) => {
    const endpoint = await listen(mirror());
    const headers = [
      ['Host', 'staging.example.com'],
      ['X-Twice', 'one'],
      ['x-twice', 'two'],
    ] as const;
    const seen = await exchange(endpoint, { method: 'POST', path: '/', headers, body: 'päth' }, limit);
    expect(seen.request).toEqual({
      method: 'POST',
      url: `http://127.0.0.1:${endpoint.port}/`,
      headers: [
        ['host', 'staging.example.com'],
        ['connection', 'close'],
        ['accept-encoding', 'identity'],
        ['X-Twice', 'one'],
        ['x-twice', 'two'],
        ['content-length', '5'],
      ],
      bodyBytes: 5,
    });
    for (const [name, value] of seen.request.headers) {
      expect(seen.response.body).toContain(`${name}: ${value}\r\n`);
    }
  });

  test('keeps duplicate, oddly cased and invalid UTF-8 response fields', async ({ listen }) => {
    const head = 'HTTP/1.0 200 Fine by me\r\nVary: a\r\nvARY: b\r\nX-Name: caf\xe9\xff\r\n\r\n';
    const seen = await exchange(await listen(canned(Buffer.from(`${head}body`, 'latin1'))), get, limit);
    expect(seen.response).toEqual({
      status: 200,
      statusText: 'Fine by me',
      httpVersion: '1.0',
      headers: [
        ['Vary', 'a'],
        ['vARY', 'b'],
        ['X-Name', 'caf\xe9\xff'],
      ],
      body: 'body',
      bodyBytes: 4,
      truncated: false,
    });
    expect(fieldValues(seen, 'VARY')).toEqual(['a', 'b']);
    expect(fieldValues(seen, 'absent')).toEqual([]);
  });

  test('does not follow redirects', async ({ listen }) => {
    const response = 'HTTP/1.1 301 Moved Permanently\r\nLocation: /else\r\nContent-Length: 0\r\n\r\n';
    const seen = await exchange(await listen(canned(response)), get, limit);
    expect(seen.response.status).toBe(301);
    expect(fieldValues(seen, 'location')).toEqual(['/else']);
  });

  test('skips interim responses, however they are cut into packets', async ({ listen }) => {
    const bytes =
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 Final\r\nX: 1\r\n\r\n';
    const server = net.createServer((socket) => {
      socket.setNoDelay(true).once('data', () => {
        for (let i = 0; i < bytes.length; i++) setTimeout(() => socket.write(bytes.charAt(i)), i);
      });
    });
    const seen = await exchange(await listen(server), get, limit);
    expect(seen.response).toMatchObject({ status: 204, statusText: 'Final', headers: [['X', '1']] });
  });

  test('connects to the address, from the local address, and keeps the name', async ({ listen }) => {
    const endpoint = await listen(mirror());
    const named = {
      ...endpoint,
      host: 'staging.invalid',
      address: '127.0.0.1',
      localAddress: '127.0.0.77',
    };
    const seen = await exchange(named, get, limit);
    expect(seen).toMatchObject({ remoteAddress: '127.0.0.1', localAddress: '127.0.0.77' });
    expect(seen.response.body).toContain(`host: staging.invalid:${endpoint.port}\r\n`);
  });

  for (const host of ['::1', '[::1]']) {
    test(`reaches an IPv6 literal written ${host}`, async ({ listen }) => {
      const endpoint = await listen(mirror(), '::1');
      const seen = await exchange({ ...endpoint, host }, get, limit);
      expect(seen.remoteAddress).toBe('::1');
      expect(seen.request.url).toBe(`http://[::1]:${endpoint.port}/`);
      expect(await reach({ ...endpoint, host }, limit)).toBeUndefined();
    });
  }

  test('opens a new connection for each exchange', async ({ listen }) => {
    const server = http.createServer((request, response) => response.end(String(request.socket.remotePort)));
    const endpoint = await listen(server);
    const first = await exchange(endpoint, get, limit);
    const second = await exchange(endpoint, get, limit);
    expect(first.response.body).toMatch(/^\d+$/);
    expect(second.response.body).not.toBe(first.response.body);
  });

  test('reads the response to an upload that the server cuts off', async ({ listen }) => {
    const refusal = 'HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno';
    const server = net.createServer((socket) => {
      socket.once('data', () => {
        socket.pause().write(refusal, () => {
          socket.destroySoon();
        });
      });
    });
    const endpoint = await listen(server);
    const upload = { method: 'POST', path: '/', body: new Uint8Array(8 * 1024 * 1024) };
    for (let attempt = 0; attempt < 10; attempt++) {
      const { response } = await exchange(endpoint, upload, limit);
      expect(response).toMatchObject({ status: 413, body: 'no' });
    }
  });

  test('keeps the start of an endless body and stops reading', async ({ listen }) => {
    const server = http.createServer((_, response) => {
      const pump = () => {
        while (!response.destroyed && response.write('ü'.repeat(10_001)));
      };
      response.on('drain', pump);
      pump();
    });
    const { response } = await exchange(await listen(server), get, limit);
    expect(response.truncated).toBe(true);
    expect(response.body).toBe('ü'.repeat(32 * 1024));
    expect(response.bodyBytes).toBeGreaterThanOrEqual(1024 * 1024);
    expect(response.bodyBytes).toBeLessThan(2 * 1024 * 1024);
  });

  for (const [framing, field] of [
    ['a Content-Length', 'Content-Length: 10\r\n\r\nhalf'],
    ['chunks', 'Transfer-Encoding: chunked\r\n\r\na\r\nhalf'],
    ['a Content-Length and a close', 'Connection: close\r\nContent-Length: 10\r\n\r\nhalf'],
    ['chunks and a close', 'Connection: close\r\nTransfer-Encoding: chunked\r\n\r\na\r\nhalf'],
  ] as const) {
    test(`marks a body with ${framing} as truncated when the server closes early`, async ({ listen }) => {
      const { response } = await exchange(await listen(canned(`HTTP/1.1 200 OK\r\n${field}`)), get, limit);
      expect(response).toMatchObject({ status: 200, body: 'half', truncated: true });
    });
  }
});
