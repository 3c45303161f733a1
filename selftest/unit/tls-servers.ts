import type { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import https from 'node:https';
import net from 'node:net';
import type { TlsOptions } from 'node:tls';
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type JsonGeneralName,
} from '@peculiar/x509';

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

export interface Identity {
  cert: string;
  key: string;
  keys: webcrypto.CryptoKeyPair;
  algorithm: KeyAlgorithmParameters;
  subject: string;
}

type KeyAlgorithmParameters = { name: string } & Record<string, unknown>;

export const p256: KeyAlgorithmParameters = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** RSA with a modulus and a hash of one's choice. */
export function rsa(modulusLength: number, hash: string, name = 'RSASSA-PKCS1-v1_5'): KeyAlgorithmParameters {
  return { name, hash, modulusLength, publicExponent: new Uint8Array([1, 0, 1]), saltLength: 32 };
}

const dayMs = 86_400_000;

/** A certificate and its key, in PEM; self-signed where no issuer is given. Valid from a year ago. */
export async function identity({
  subject = 'CN=shop.test',
  names = [],
  days = 30,
  ca = false,
  algorithm = p256,
  issuer,
}: {
  subject?: string;
  names?: JsonGeneralName[];
  days?: number;
  ca?: boolean;
  algorithm?: KeyAlgorithmParameters;
  issuer?: Identity;
} = {}): Promise<Identity> {
  const keys = (await crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '0a1b',
    subject,
    issuer: issuer?.subject ?? subject,
    notBefore: new Date(Date.now() - 365 * dayMs),
    notAfter: new Date(Date.now() + days * dayMs),
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    signingAlgorithm: issuer?.algorithm ?? algorithm,
    extensions: [
      new BasicConstraintsExtension(ca, undefined, true),
      ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { cert: certificate.toString('pem'), key, keys, algorithm, subject };
}

/** What a server needs of an identity, with the certificates that it sends beside its own. */
export function pemOf({ cert, key }: Identity, ...others: Identity[]): { cert: string; key: string } {
  return { cert: [cert, ...others.map((other) => other.cert)].join('\n'), key };
}

/** The same with a notAfter that is no date. Its signature breaks, which nobody checks before the date is read. */
export function withUnreadableDate({ cert, key }: Identity): { cert: string; key: string } {
  const der = Buffer.from(PemConverter.decodeFirst(cert));
  // UTCTime: tag 0x17, 13 characters. The first is notBefore.
  const notBefore = der.indexOf(Buffer.from([0x17, 13]));
  const notAfter = der.indexOf(Buffer.from([0x17, 13]), notBefore + 15);
  der.write('no date', notAfter + 2, 'latin1');
  return { cert: PemConverter.encode(der, 'CERTIFICATE'), key };
}

/** A Node https server, with an identity of its own unless the options bring one. */
export async function httpsServer(options: TlsOptions): Promise<number> {
  return listen(
    https.createServer({ ...(options.cert ? {} : pemOf(await identity())), ...options }, (_, response) =>
      response.end(),
    ),
  );
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
