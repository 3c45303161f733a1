import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer, type Server as NetServer } from 'node:net';

/** An HTTP request begins with its method in capitals; no TLS record and no SSLv2 hello does. */
const FIRST_OF_METHOD = /^[A-Z]/;

/** A server for one port that tells both apart: hands TLS to the given server and serves plain http itself. */
export function portSniffer(tls: Pick<Server, 'emit'>): NetServer {
  const plain = createHttpServer((_request, response) => {
    response.end('Served over plain http.\n');
  });
  return createServer((socket) => {
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      if (FIRST_OF_METHOD.test(first.toString('latin1'))) {
        plain.emit('connection', socket);
        socket.resume();
      } else {
        // TLS takes what has been read already out of the paused socket by itself.
        tls.emit('connection', socket);
      }
    });
    // A client that resets before its first byte is nobody's error.
    socket.on('error', () => socket.destroy());
  });
}
