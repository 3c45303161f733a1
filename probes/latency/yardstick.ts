import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/** A server of our own that answers at once. */
export interface Yardstick {
  readonly port: number;
  /** Ends it and its connections. */
  readonly close: () => void;
}

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/**
 * What a target is compared with where nothing else is to be had: how much longer it takes than this says little, but
 * how that changes from one day to the next says how the target changed, whatever the machine is busy with.
 */
export async function openYardstick(): Promise<Yardstick> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket
      .on('data', () => socket.write(ANSWER))
      .on('error', () => undefined)
      .on('close', () => sockets.delete(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
