// One small HTTP service behind every transport. Its parent forks it and sends one order.
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Authority } from './certificates.ts';

/** What the parent sends. */
export interface ServerOrder {
  /** Address to listen on. */
  readonly bind: string;
  /** Path of the Unix socket. */
  readonly socket: string;
  readonly authority: Authority;
}

/** What the parent gets. */
export interface ServerPorts {
  readonly plain: number;
  readonly tls: number;
  readonly mutual: number;
}

const BODY = JSON.stringify({ status: 'ok', items: [1, 2, 3] });

function answer(_request: http.IncomingMessage, response: http.ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': BODY.length }).end(BODY);
}

async function serve({ bind, socket, authority: { ca, server } }: ServerOrder): Promise<ServerPorts> {
  const plain = http.createServer(answer);
  const tls = https.createServer(server, answer);
  const mutual = https.createServer({ ...server, ca, requestCert: true, rejectUnauthorized: true }, answer);
  const unix = http.createServer(answer);
  for (const one of [plain, tls, mutual, unix]) one.keepAliveTimeout = 600_000;
  await once(unix.listen(socket), 'listening');
  const port = async (one: Server) => {
    await once(one.listen(0, bind), 'listening');
    return (one.address() as AddressInfo).port;
  };
  return { plain: await port(plain), tls: await port(tls), mutual: await port(mutual) };
}

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined); // the parent ends this process
process.once('message', (order: ServerOrder) => {
  void serve(order).then((ports) => process.send?.(ports));
});
