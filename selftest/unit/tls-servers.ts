import { once } from 'node:events';
import https from 'node:https';
import net from 'node:net';
import type { TlsOptions } from 'node:tls';
import 'reflect-metadata';
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509';

const servers: net.Server[] = [];

/** Starts a server on a free port of 127.0.0.1 and returns the port. */
export async function listen(server: net.Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as net.AddressInfo).port;
}

/** Stops every server that was started. */
export function closeServers(): void {
  for (const server of servers.splice(0)) server.close();
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

/** A self-signed certificate for shop.test and its key, in PEM. */
export async function identity(): Promise<{ cert: string; key: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({ name: 'CN=shop.test', keys });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { cert: certificate.toString('pem'), key: PemConverter.encode(key, 'PRIVATE KEY') };
}

/** A Node https server. */
export async function httpsServer(options: TlsOptions): Promise<number> {
  return listen(https.createServer({ ...(await identity()), ...options }, (_, response) => response.end()));
}

/** A server that answers what comes first in its own way. */
export function hostileServer(answer: (socket: net.Socket) => unknown): Promise<number> {
  return listen(
    net.createServer((socket) => {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket));
    }),
  );
}
