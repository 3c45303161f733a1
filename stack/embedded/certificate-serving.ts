import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import tls from 'node:tls';
import type { CertificateBehaviour } from '../behaviour/certificate.ts';
import type { ServerIdentity } from './certificates.ts';

/** The options of a TLS server for an identity: OpenSSL chooses among several by what the client can verify. */
export function keysAndChains({ key, chain, twin }: ServerIdentity): { key: string[]; cert: string[] } {
  return { key: [key, ...(twin ? [twin.key] : [])], cert: [chain, ...(twin ? [twin.chain] : [])] };
}

type StapleTaker = (error: Error | null, response: Buffer | null) => void;

/** Staples the identity's OCSP response, where it has one, for clients that ask. */
export function stapleTo(server: Pick<tls.Server, 'on'>, { staple }: ServerIdentity): void {
  if (!staple) return;
  server.on('OCSPRequest', (_certificate: Buffer, _issuer: Buffer, take: StapleTaker) => {
    take(null, staple);
  });
}

/** A second address of the TLS entry, and what listens there. */
export interface OtherAddress {
  readonly address: string;
  readonly server: Server;
}

/** Containers often have no IPv6; all of 127.0.0.0/8 is loopback on Linux, but not everywhere. */
const OTHER_ADDRESSES = ['::1', '127.0.0.2'];

/**
 * Listens on the same port of a second loopback address, with the same certificate or with another. Undefined where
 * the behaviour has no such address, or the machine has none.
 */
export async function listenOnOtherAddress(
  { otherAddress }: CertificateBehaviour,
  identity: ServerIdentity,
  { main, port }: { main: Pick<Server, 'emit'>; port: number },
): Promise<OtherAddress | undefined> {
  if (otherAddress === 'not-listening') return undefined;
  for (const address of OTHER_ADDRESSES) {
    const server = identity.otherAddress
      ? tls.createServer({ key: identity.otherAddress.key, cert: identity.otherAddress.chain })
      : createServer((socket) => main.emit('connection', socket));
    // A client that leaves in the middle is nobody's error.
    server.on('tlsClientError', () => undefined);
    try {
      await once(server.listen(port, address), 'listening');
      return { address, server };
    } catch {
      // The next one may be there.
    }
  }
  return undefined;
}
