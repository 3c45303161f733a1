import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Http3Behaviour } from '../behaviour/http3.ts';

/** RFC 9000 §14.1: no client opens a connection with less. */
const FULL_BYTES = 1200;

/** Answers every packet with a long header by naming versions (RFC 9000 §6.1), whatever version it is of. */
export async function quicResponder(port: number, behaviour: Http3Behaviour): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram, { address, port: from }) => {
    if (datagram.length < FULL_BYTES && behaviour.smallDatagrams === 'drop') return;
    const answer = versionNegotiation(datagram, behaviour.versions);
    if (answer) socket.send(answer, from, address);
  });
  // Nothing that a client's port sends back is this server's error.
  socket.on('error', () => undefined);
  const bound = once(socket, 'listening');
  socket.bind(port, '127.0.0.1');
  await bound;
  return socket;
}

/** RFC 9000 §17.2.1: both connection ids change places. Undefined where the packet has no long header. */
function versionNegotiation(packet: Buffer, versions: readonly string[]): Buffer | undefined {
  if (((packet[0] ?? 0) & 0x80) === 0) return undefined;
  const destinationEnd = 6 + (packet[5] ?? 0);
  const sourceEnd = destinationEnd + 1 + (packet[destinationEnd] ?? 0);
  if (packet.length < sourceEnd) return undefined;
  return Buffer.concat([
    Buffer.from([0xc0, 0, 0, 0, 0]),
    packet.subarray(destinationEnd, sourceEnd),
    packet.subarray(5, destinationEnd),
    Buffer.from(versions.join(''), 'hex'),
  ]);
}
