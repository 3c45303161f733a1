import { once } from 'node:events';
import net from 'node:net';
import { test as base } from '@playwright/test';
import type { HttpEndpoint } from '../../probes/http/exchange.ts';

/** A test with a server that says whatever it is told, HTTP or not. */
export const test = base.extend<{ talk: (speak: (socket: net.Socket) => void) => Promise<HttpEndpoint> }>({
  /** Starts a TCP server that does what it is told with each connection. */
  talk: async ({}, use) => {
    const sockets = new Set<net.Socket>();
    const server = net.createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    await use(async (speak) => {
      server.on('connection', speak).listen(0, '127.0.0.1');
      await once(server, 'listening');
      return { scheme: 'http', host: '127.0.0.1', port: (server.address() as net.AddressInfo).port };
    });
    for (const socket of sockets) socket.destroy();
    server.close();
  },
});
