import { once } from 'node:events';
import net from 'node:net';
import { expect } from '@playwright/test';
import { rawExchange } from '../../probes/http/raw.ts';
import { test } from './tcp-server.ts';

const plain = { timeoutMs: 1000, tls: false };
const request = 'TRACK / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n';

test.describe('The raw exchange', () => {
  test('sends the bytes as they are', async ({ talk }) => {
    const got: Buffer[] = [];
    const endpoint = await talk((socket) => {
      socket.once('data', (chunk) => {
        got.push(chunk);
        socket.end('HTTP/1.1 405 No\r\n\r\n');
      });
    });
    const seen = await rawExchange(endpoint, `${request}\xff\x00`, plain);
    expect(Buffer.concat(got).toString('latin1')).toBe(`${request}\xff\x00`);
    expect(seen).toMatchObject({
      kind: 'socket',
      subject: 'TRACK / HTTP/1.1 → 405',
      sent: `${request}\xff\x00`,
      sentBytes: request.length + 2,
      received: 'HTTP/1.1 405 No\r\n\r\n',
      ended: 'closed',
      status: 405,
      remoteAddress: '127.0.0.1',
    });
  });

  test('ends when the server falls silent after a complete head', async ({ talk }) => {
    const endpoint = await talk((socket) =>
      socket.write('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody'),
    );
    const seen = await rawExchange(endpoint, request, plain);
    expect(seen).toMatchObject({ ended: 'idle', status: 200 });
    expect(seen.received.endsWith('body')).toBe(true);
    expect(seen.durationMs).toBeLessThan(900);
  });

  for (const bytes of ['', 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 200 OK\r\nX-Half:']) {
    test(`waits for the deadline after ${JSON.stringify(bytes)}`, async ({ talk }) => {
      const endpoint = await talk((socket) => socket.write(bytes));
      const seen = await rawExchange(endpoint, request, { ...plain, timeoutMs: 500 });
      expect(seen).toMatchObject({ ended: 'timeout', received: bytes });
    });
  }

  test('observes a reset', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const seen = await rawExchange(endpoint, request, plain);
    expect(seen).toMatchObject({ ended: 'reset', received: '', subject: 'TRACK / HTTP/1.1 → reset' });
  });

  test('keeps the start of an endless answer and stops reading', async ({ talk }) => {
    const endpoint = await talk((socket) => {
      const pump = () => {
        while (!socket.destroyed && socket.write('x'.repeat(10_000)));
      };
      socket.on('drain', pump);
      pump();
    });
    const seen = await rawExchange(endpoint, '\x16\x03\x01binary', plain);
    expect(seen).toMatchObject({ ended: 'limit', subject: '···binary → limit' });
    expect(seen.received).toBe('x'.repeat(16 * 1024));
    expect(seen.receivedBytes).toBeLessThan(2 * 1024 * 1024);
  });

  test('throws when nothing listens', async ({ talk }) => {
    const unused = net.createServer().listen(0, '127.0.0.1');
    await once(unused, 'listening');
    const { port } = unused.address() as net.AddressInfo;
    unused.close();
    await once(unused, 'close');
    const endpoint = { ...(await talk(() => undefined)), port };
    await expect(rawExchange(endpoint, request, plain)).rejects.toMatchObject({ problem: 'refused' });
  });
});
