import { once } from 'node:events';
import http2 from 'node:http2';
import type net from 'node:net';
import tls from 'node:tls';
import { test as base, expect } from '@playwright/test';
import type { HttpEndpoint } from '../../probes/http/exchange.ts';
import { h2Exchange } from '../../probes/http/h2.ts';
import { identity, pemOf } from './tls-servers.ts';

interface Servers {
  /** Starts an HTTP/2 server that does what it is told with each stream. */
  serve: (
    speak: (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => void,
  ) => Promise<HttpEndpoint>;
  /** Starts a TLS server that speaks for itself. */
  talk: (protocols: string[], speak: (socket: tls.TLSSocket) => void) => Promise<HttpEndpoint>;
}

const test = base.extend<
  Servers & { start: (server: net.Server) => Promise<HttpEndpoint> },
  { pem: tls.TlsOptions }
>({
  pem: [
    async ({}, use) => {
      await use(
        pemOf(await identity({ subject: 'CN=localhost', names: [{ type: 'dns', value: 'localhost' }] })),
      );
    },
    { scope: 'worker' },
  ],
  start: async ({}, use) => {
    const sockets = new Set<net.Socket>();
    const servers: net.Server[] = [];
    await use(async (server) => {
      servers.push(
        server.on('connection', (socket: net.Socket) => sockets.add(socket.on('error', () => undefined))),
      );
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as net.AddressInfo;
      return { scheme: 'https', host: 'localhost', address: '127.0.0.1', port };
    });
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
  },
  serve: async ({ pem, start }, use) => {
    await use(async (speak) => {
      const server = http2.createSecureServer({ ...pem, allowHTTP1: false });
      server.on('stream', (stream, headers) => {
        stream.on('error', () => undefined);
        speak(stream, headers);
      });
      return start(server);
    });
  },
  talk: async ({ pem, start }, use) => {
    await use(async (ALPNProtocols, speak) =>
      start(
        tls.createServer({ ...pem, ALPNProtocols }, (socket) => {
          socket.on('error', () => undefined);
          speak(socket);
        }),
      ),
    );
  },
});

const limit = { timeoutMs: 2000 };
const get = { method: 'GET', path: '/a?b' };

function post(count: number) {
  return {
    method: 'POST',
    path: '/files',
    body: Array.from({ length: count }, () => Buffer.alloc(65_536, 'x')),
  };
}

test.describe('An exchange over HTTP/2', () => {
  test('sends the request and reads the response', async ({ serve }) => {
    let got: http2.IncomingHttpHeaders = {};
    const endpoint = await serve((stream, headers) => {
      got = headers;
      stream.respond({ ':status': 201, 'x-one': 'a', 'set-cookie': ['a=1', 'b=2'] });
      stream.end('héllo');
    });
    const seen = await h2Exchange(endpoint, { ...get, headers: [['X-Two', 'b']] }, limit);
    expect(got).toMatchObject({
      ':method': 'GET',
      ':path': '/a?b',
      ':scheme': 'https',
      ':authority': `localhost:${endpoint.port}`,
      'x-two': 'b',
    });
    expect(seen).toMatchObject({
      kind: 'http',
      subject: 'GET /a?b → 201',
      request: { method: 'GET', url: `https://localhost:${endpoint.port}/a?b`, bodyBytes: 0 },
      response: { status: 201, httpVersion: '2', body: 'héllo', bodyBytes: 6, truncated: false },
      tls: { protocol: 'TLSv1.3', authorized: false },
    });
    const cookies = seen?.response.headers.filter(([name]) => name === 'set-cookie');
    expect(cookies).toEqual([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]);
  });

  test('sends a body that is larger than every window', async ({ serve }) => {
    let bytes = 0;
    const endpoint = await serve((stream, headers) => {
      expect(headers['content-length']).toBeUndefined();
      stream.on('data', (chunk: Buffer) => (bytes += chunk.length));
      stream.on('end', () => {
        stream.respond({ ':status': 200 });
        stream.end();
      });
    });
    const seen = await h2Exchange(endpoint, post(50), limit);
    expect(bytes).toBe(50 * 65_536);
    expect(seen).toMatchObject({ request: { bodyBytes: bytes }, response: { status: 200 } });
  });

  test('takes an answer that comes before the body is sent', async ({ serve }) => {
    const endpoint = await serve((stream) => {
      stream.respond({ ':status': 413 });
      stream.end('no', () => {
        stream.close(http2.constants.NGHTTP2_NO_ERROR);
      });
    });
    const seen = await h2Exchange(endpoint, post(1000), limit);
    expect(seen).toMatchObject({ response: { status: 413, body: 'no' } });
    expect(seen?.request.bodyBytes).toBeLessThan(1000 * 65_536);
  });

  test('names the code of a stream that is closed without a response', async ({ serve }) => {
    const endpoint = await serve((stream) => {
      stream.close(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM);
    });
    await expect(h2Exchange(endpoint, post(1), limit)).rejects.toMatchObject({
      problem: 'closed',
      message: /closed the HTTP\/2 stream without a response \(ENHANCE_YOUR_CALM\)/,
    });
  });

  test('keeps what came of a body that is cut short', async ({ serve }) => {
    const endpoint = await serve((stream) => {
      stream.respond({ ':status': 200 });
      stream.write('half', () => stream.session?.destroy());
    });
    const seen = await h2Exchange(endpoint, get, limit);
    expect(seen).toMatchObject({ response: { status: 200, body: 'half', truncated: true } });
  });

  test('stops reading an endless body', async ({ serve }) => {
    const endpoint = await serve((stream) => {
      stream.respond({ ':status': 200 });
      const pump = () => {
        while (!stream.destroyed && stream.write('x'.repeat(10_000)));
      };
      stream.on('drain', pump);
      pump();
    });
    const seen = await h2Exchange(endpoint, get, limit);
    expect(seen?.response.truncated).toBe(true);
    expect(seen?.response.body).toHaveLength(64 * 1024);
  });

  test('ends in time on a server that does not answer', async ({ serve }) => {
    const endpoint = await serve(() => undefined);
    await expect(h2Exchange(endpoint, post(1000), { timeoutMs: 300 })).rejects.toMatchObject({
      problem: 'timeout',
    });
  });
});

test.describe('Without HTTP/2', () => {
  for (const protocols of [['http/1.1'], []]) {
    test(`a server that offers ${protocols.join() || 'nothing'} gives no exchange`, async ({ talk }) => {
      const endpoint = await talk(protocols, () => undefined);
      expect(await h2Exchange(endpoint, get, limit)).toBeUndefined();
    });
  }

  test('a server that chooses it and speaks something else is an error', async ({ talk }) => {
    const endpoint = await talk(['h2'], (socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
    );
    await expect(h2Exchange(endpoint, get, limit)).rejects.toMatchObject({ name: 'ProbeError' });
  });

  test('a server that chooses it and closes is an error', async ({ talk }) => {
    const endpoint = await talk(['h2'], (socket) => socket.end());
    await expect(h2Exchange(endpoint, get, limit)).rejects.toMatchObject({ problem: 'closed' });
  });
});
