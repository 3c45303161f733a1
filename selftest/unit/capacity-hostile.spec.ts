import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, test as base } from '@playwright/test';
import { load, type LoadObservation } from '../../probes/load/load.ts';

type Answer = (number: number, response: http.ServerResponse, server: http.Server) => void;

const test = base.extend<{ under: (answer: Answer) => Promise<LoadObservation> }>({
  /** Puts a server of one's own under a load of 100 requests a second for a second. */
  under: async ({}, use) => {
    const server = http.createServer();
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    await use(async (answer) => {
      let number = 0;
      server.on('request', (_request, response) => {
        number++;
        answer(number, response, server);
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      return load(
        { scheme: 'http', host: '127.0.0.1', port },
        {
          request: { method: 'GET', path: '/' },
          status: 200,
          rate: 100,
          connections: 5,
          warmUpSeconds: 0,
          seconds: 1,
          timeoutMs: 1000,
          isHopeless: () => false,
        },
      );
    });
    for (const socket of sockets) socket.destroy();
    server.close();
  },
});

test('A good server answers as often as it is asked', async ({ under }) => {
  const { answers, lost, stop } = await under((_, response) => response.end('fine'));
  expect(answers).toHaveLength(100);
  expect(lost).toEqual([]);
  expect(stop).toBeUndefined();
});

test('A server that closes every connection ends the load', async ({ under }) => {
  const { answers, stop } = await under((_, response) => response.destroy());
  expect(answers).toEqual([]);
  expect(stop).toMatchObject({ kind: 'lost', because: /20 requests in a row failed, the last without/ });
  expect(stop?.afterMs).toBeLessThan(900);
});

test('A server that announces that it closes loses no request', async ({ under }) => {
  const { answers, lost, stop } = await under((_, response) =>
    response.setHeader('Connection', 'close').end('fine'),
  );
  expect(answers.length).toBeGreaterThan(30);
  expect(lost).toEqual([]);
  expect(stop).toBeUndefined();
});

test('A server that dies in the middle ends the load', async ({ under }) => {
  const { answers, stop } = await under((number, response, server) => {
    response.end('fine');
    server[number < 50 ? 'ref' : 'close']();
    response.socket?.[number < 50 ? 'ref' : 'destroySoon']();
  });
  expect(answers.length).toBeGreaterThan(40);
  expect(stop).toMatchObject({ kind: 'lost', because: /20 requests in a row failed/ });
});

test('A server that falls silent has not answered', async ({ under }) => {
  const { lost, stop } = await under((number, response) =>
    response[number < 50 ? 'end' : 'getHeaderNames'](),
  );
  expect(stop).toBeUndefined();
  expect(lost).toHaveLength(5);
  expect(lost.every(({ how }) => how === 'timeout')).toBe(true);
});

test('The first 429 ends the load', async ({ under }) => {
  const { stop } = await under((number, response) => response.writeHead(number > 30 ? 429 : 200).end());
  expect(stop).toMatchObject({ kind: 'limited', because: 'a request was answered with 429' });
});

test('A server that begins to fail ends the load', async ({ under }) => {
  const { answers, stop } = await under((number, response) =>
    response.writeHead(number > 30 ? 502 : 200).end(),
  );
  expect(stop).toMatchObject({ kind: 'failing', because: '20 requests in a row failed, the last with 502' });
  expect(answers).toHaveLength(50);
});

test('A server that sends more answers than it was asked for does not end this process', async ({
  under,
}) => {
  const { answers, lost } = await under((_, response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'.repeat(3));
  });
  expect(answers.length + lost.length).toBeGreaterThan(0);
});
