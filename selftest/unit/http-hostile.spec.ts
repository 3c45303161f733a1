import { once } from 'node:events';
import net from 'node:net';
import { expect } from '@playwright/test';
import { exchange } from '../../probes/http/client.ts';
import type { HttpEndpoint } from '../../probes/http/exchange.ts';
import { reach } from '../../probes/http/reach.ts';
import type { ProbeError } from '../../probes/problem.ts';
import { test } from './tcp-server.ts';

const limit = { timeoutMs: 500 };
const get = { method: 'GET', path: '/' };

/** The error with which an exchange ends; undefined when it gives a response. */
async function failure(endpoint: HttpEndpoint, request = get): Promise<ProbeError | undefined> {
  return exchange(endpoint, request, limit).then(
    () => undefined,
    (error: unknown) => error as ProbeError,
  );
}

const ok = 'HTTP/1.1 200 OK\r\n';

const answers: { name: string; bytes: string; problem: string; message: RegExp }[] = [
  {
    name: 'no version',
    bytes: '200 OK\r\n\r\n',
    problem: 'malformed',
    message: /127\.0\.0\.1:\d+ sent a malformed response: .*Expected HTTP/,
  },
  {
    name: 'control characters in a field',
    bytes: `${ok}X-Bad: a\x01b\r\n\r\n`,
    problem: 'malformed',
    message: /Invalid header value char/,
  },
  {
    name: 'a field line without a colon',
    bytes: `${ok}X-Bad\r\n\r\n`,
    problem: 'malformed',
    message: /Invalid header token/,
  },
  {
    name: 'a chunk size that is no number',
    bytes: `${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    problem: 'malformed',
    message: /Invalid character in chunk size/,
  },
  {
    name: 'an upgrade that nobody asked for',
    bytes: 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
    problem: 'malformed',
    message: /switched protocols \(101\) although no upgrade was requested/,
  },
  {
    name: 'a TLS alert to plain HTTP',
    bytes: '\x15\x03\x01\x00\x02\x02\x46',
    problem: 'malformed',
    message: /answered plain HTTP with a TLS record; is this the https port\?/,
  },
  {
    name: 'a megabyte of headers',
    bytes: ok + `X-Long: ${'a'.repeat(1000)}\r\n`.repeat(1000),
    problem: 'too-large',
    message: /sent more than 256 KiB of response headers/,
  },
  {
    name: 'half a head and then the end',
    bytes: `${ok}X-Half: `,
    problem: 'closed',
    message: /closed the connection before the response head was complete/,
  },
  {
    name: 'nothing but the end',
    bytes: '',
    problem: 'closed',
    message: /before the response head was complete/,
  },
  {
    name: 'an interim response and nothing after it',
    bytes: 'HTTP/1.1 100 Continue\r\n\r\n',
    problem: 'closed',
    message: /before the response head was complete/,
  },
];

test.describe('An exchange ends in a clear error', () => {
  for (const { name, bytes, problem, message } of answers) {
    test(`when the server sends ${name}`, async ({ talk }) => {
      const endpoint = await talk((socket) => {
        socket.once('data', () => socket.end(bytes, 'latin1'));
      });
      const error = await failure(endpoint);
      expect(error?.message).toMatch(message);
      expect(error?.problem).toBe(problem);
    });
  }

  test('when the server speaks before it is asked', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.write('220 mail.example.com ESMTP\r\n'));
    expect(await failure(endpoint)).toMatchObject({ problem: 'malformed' });
  });

  test('when the server resets the connection', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await failure(endpoint)).toMatchObject({ problem: 'closed' });
  });

  const silences = [
    { awaited: 'the response head', bytes: '' },
    { awaited: 'the response head', bytes: 'HTTP/1.1 100 Continue\r\n\r\n' },
    { awaited: 'the response head', bytes: `${ok}X-Half: ` },
    { awaited: 'the response body', bytes: `${ok}Content-Length: 10\r\n\r\nhalf` },
  ];
  for (const { awaited, bytes } of silences) {
    test(`when the server falls silent after ${JSON.stringify(bytes)}`, async ({ talk }) => {
      const endpoint = await talk((socket) => socket.write(bytes));
      const error = await failure(endpoint);
      expect(error).toMatchObject({ problem: 'timeout' });
      expect(error?.message).toBe(`127.0.0.1:${endpoint.port}: ${awaited} did not complete within 500 ms.`);
    });
  }

  test('when the server never stops sending fields', async ({ talk }) => {
    const endpoint = await talk((socket) => {
      socket.write(ok);
      const drip = setInterval(() => socket.write('X: y\r\n'), 20);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });
    expect(await failure(endpoint)).toMatchObject({ problem: 'timeout' });
  });

  test('when nothing listens', async ({ talk }) => {
    const unused = net.createServer().listen(0, '127.0.0.1');
    await once(unused, 'listening');
    const { port } = unused.address() as net.AddressInfo;
    unused.close();
    await once(unused, 'close');
    const endpoint = { ...(await talk(() => undefined)), port };
    const error = await failure(endpoint);
    expect(error).toMatchObject({ problem: 'refused' });
    expect(error?.message).toBe(
      `Nothing listens on 127.0.0.1:${port} (ECONNREFUSED): is the target running, and is the port right?`,
    );
    expect(await reach(endpoint, limit)).toMatchObject({ problem: 'refused' });
  });

  test('when the name has no address', async () => {
    const error = await failure({ scheme: 'http', host: 'nowhere.invalid', port: 80 });
    expect(error?.message).toMatch(/nowhere\.invalid/);
    expect(['unresolved', 'timeout']).toContain(error?.problem);
  });

  test('when this machine does not have the local address', async ({ talk }) => {
    const endpoint = await talk(() => undefined);
    const error = await failure({ ...endpoint, localAddress: '192.0.2.1' });
    expect(error).toMatchObject({ problem: 'local' });
    expect(error?.message).toContain('192.0.2.1');
  });

  const refusals = [
    { name: 'CONNECT', request: { method: 'CONNECT', path: 'example.com:443' } },
    { name: 'Expect', request: { ...get, headers: [['Expect', '100-continue']] as const } },
    { name: 'Transfer-Encoding', request: { ...get, headers: [['Transfer-Encoding', 'chunked']] as const } },
    {
      name: 'a false Content-Length',
      request: { method: 'POST', path: '/', headers: [['Content-Length', '9']] as const, body: 'four' },
    },
    { name: 'a path with a space', request: { ...get, path: '/a b' } },
  ];
  for (const { name, request } of refusals) {
    test(`when undici would not send ${name}`, async ({ talk }) => {
      const error = await failure(await talk(() => undefined), request);
      expect(error).toMatchObject({ problem: 'local' });
      expect(error?.message).toContain('rawExchange()');
    });
  }
});
