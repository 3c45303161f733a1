import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyServerFactory } from 'fastify';
import type { Behaviour } from '../behaviour.ts';
import type { ServerIdentity } from './certificates.ts';
import { helloLength, readClientHello, type ClientHello } from './client-hello.ts';
import { scriptFor } from './scripted-hello.ts';
import { tlsServerFactory } from './tls-server.ts';
import { onlyVariant, type TlsVariant } from './tls-variant.ts';

/** Alert unrecognized_name (112), fatal, in a record of its own. */
const UNRECOGNIZED_NAME = Buffer.from([21, 3, 3, 0, 2, 2, 112]);

const TLS12 = 0x0303;
const TLS13 = 0x0304;

/** A TLS server which, where the behaviour needs it, first reads what the client asks for and then decides who answers. */
export function gatedServerFactory(behaviour: Behaviour, identity: ServerIdentity): FastifyServerFactory {
  if (!needsGate(behaviour)) return tlsServerFactory(behaviour, identity, onlyVariant(behaviour));
  return (handler, options) => {
    const servers = new Map<string, Server>();
    const serverFor = (variant: TlsVariant) => {
      const key = JSON.stringify(variant);
      const known = servers.get(key);
      if (known) return known;
      const server = tlsServerFactory(behaviour, identity, variant)(handler, options);
      // What the entry wants to know of its connections, beyond what each of these servers does by itself.
      for (const listener of front.listeners('secureConnection')) {
        if (!own.has(listener)) server.on('secureConnection', listener as () => void);
      }
      servers.set(key, server);
      return server;
    };
    const usual = onlyVariant(behaviour);
    const played = scriptFor(behaviour.tls, identity.chain);
    // It listens, and leaves every connection to the others.
    const front = tlsServerFactory(behaviour, identity, usual)(handler, options);
    const own = new Set(front.listeners('secureConnection'));
    front.removeAllListeners('connection');
    front.on('connection', (socket: Socket) => {
      readHello(socket, (hello) => {
        const answer = hello && (isRefused(hello, behaviour) ? UNRECOGNIZED_NAME : played(hello));
        if (answer) socket.end(answer);
        // TLS takes what has been read already out of the paused socket by itself.
        else serverFor(hello ? variantFor(hello, behaviour) : usual).emit('connection', socket);
      });
    });
    return front;
  };
}

function needsGate({ names, alpn, sessions, tls }: Behaviour): boolean {
  return (
    tls.scripted.length > 0 ||
    names.unknown === 'refuse' ||
    names.absent === 'refuse' ||
    alpn.others === 'ignore' ||
    sessions.ticketVersions.length === 1 ||
    !sessions.sharedBetweenNames
  );
}

/** Hands over the hello, undefined where the client begins otherwise, and leaves its bytes in the paused socket. */
function readHello(socket: Socket, enter: (hello: ClientHello | undefined) => void): void {
  let received = Buffer.alloc(0);
  const read = (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    const length = helloLength(received);
    if (length === undefined || received.length < length) return;
    socket.off('data', read);
    socket.pause();
    socket.unshift(received);
    enter(length === 0 ? undefined : readClientHello(received.subarray(0, length)));
  };
  socket.on('data', read);
  // A client that resets in between is nobody's error.
  socket.on('error', () => socket.destroy());
}

function isKnown({ serverName }: ClientHello, { names }: Behaviour): boolean {
  const [asked = '', known] = names.caseSensitive
    ? [serverName, names.known]
    : [serverName?.toLowerCase(), names.known.map((name) => name.toLowerCase())];
  return known.includes(asked);
}

/** An older version is OpenSSL's to refuse, by an alert of its own. */
function isRefused(hello: ClientHello, behaviour: Behaviour): boolean {
  const { unknown, absent } = behaviour.names;
  if (hello.version < TLS12) return false;
  if (hello.serverName === undefined) return absent === 'refuse';
  return unknown === 'refuse' && !isKnown(hello, behaviour);
}

function variantFor(hello: ClientHello, behaviour: Behaviour): TlsVariant {
  const { sessions, alpn, tls } = behaviour;
  const is13 = hello.version >= TLS13 && tls.maxVersion === 'TLSv1.3';
  const spoken: readonly string[] = [...alpn.foreign, ...alpn.protocols];
  const nothingCommon =
    hello.protocols.length > 0 && !hello.protocols.some((protocol) => spoken.includes(protocol));
  const isOwn = hello.serverName === undefined || isKnown(hello, behaviour);
  return {
    tickets: sessions.ticketVersions.includes(is13 ? 'TLSv1.3' : 'TLSv1.2'),
    alpn: alpn.others === 'alert' || !nothingCommon,
    scope: sessions.sharedBetweenNames || isOwn ? 'own-names' : 'other-names',
  };
}
