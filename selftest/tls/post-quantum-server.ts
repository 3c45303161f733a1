// A TLS server on a free loopback port, run by a Node whose OpenSSL knows ML-KEM. It writes its port and serves until
// its input ends.
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';

const server = createServer({ key: process.env['TLS_KEY'], cert: process.env['TLS_CERT'] });
server.on('tlsClientError', () => undefined);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().on('end', () => process.exit());
