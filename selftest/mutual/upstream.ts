import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** The internal service: it answers everything, and at /echo with the request as it arrived. */
export async function startUpstream(): Promise<{ port: number; close: () => void }> {
  const server = http.createServer((request, response) => {
    request.resume();
    const answer = request.url === '/echo' ? { headers: request.headers } : { items: [] };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
