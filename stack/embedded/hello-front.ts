import { X509Certificate } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import type { ScriptedAnswer } from '../behaviour/scripted-answer.ts';
import { lengthOfHello, readClientHello } from './client-hello.ts';
import { scriptedAnswer } from './scripted-hello.ts';

/** Nobody's hello is longer than a record. */
const LONGEST = 2 ** 14 + 5;

/** A server that reads the first message of each connection, plays what is scripted, and hands on all others to TLS. */
export function helloFront(
  script: readonly ScriptedAnswer[],
  tls: Pick<Server, 'emit'>,
  chain: string,
): NetServer {
  const certificate = new X509Certificate(chain).raw;
  return createServer((socket) => {
    let bytes = Buffer.alloc(0);
    const read = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const length = lengthOfHello(bytes) ?? LONGEST;
      if (bytes.length < length && bytes.length < LONGEST) return;
      socket.off('data', read);
      const hello = readClientHello(bytes);
      const answer = hello && scriptedAnswer(script, hello, certificate);
      if (answer) socket.end(answer);
      else handOn(socket, bytes, tls);
    };
    socket.on('data', read);
    // A client that resets before its first message is nobody's error.
    socket.on('error', () => socket.destroy());
  });
}

/** TLS takes what has been read already out of the paused socket by itself. */
function handOn(socket: Socket, bytes: Buffer, tls: Pick<Server, 'emit'>): void {
  socket.pause();
  socket.unshift(bytes);
  tls.emit('connection', socket);
}
