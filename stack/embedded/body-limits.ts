import { constants } from 'node:buffer';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { BodyLimitBehaviour, Tolerated } from '../behaviour/body-limits.ts';
import { BodyRules, hasBody } from './body-rules.ts';

/**
 * Refuses bodies that are too large: those that say so before they are read, all others as soon as they are. Of a body
 * that is accepted, hooks and handlers get what is inside its content coding.
 */
export function limitBodies(app: FastifyInstance, behaviour: BodyLimitBehaviour): void {
  const rules = new BodyRules(behaviour);
  const connections: Connections = { sockets: openSockets(app), left: new WeakSet() };

  app.addHook('onRequest', async (request, reply) => {
    const { socket } = request.raw;
    if (connections.left.has(socket)) {
      if (behaviour.refusal === 'answer-and-reset')
        connections.sockets.get(nameOf(socket))?.resetAndDestroy();
      return reply.hijack();
    }
    if (!rules.declaresTooMuch(request.raw)) return;
    const expects = request.headers.expect !== undefined;
    if (behaviour.declared === 'read-first' && !expects) await finished(request.raw.resume());
    return refuseDeclared(request, reply, rules, connections);
  });

  app.addHook('preParsing', async (request, reply, payload) => {
    if (!hasBody(request.raw)) return payload;
    const coded = request.headers['content-encoding'] === 'gzip';
    if (coded && behaviour.gzip === 'refuse') {
      payload.resume();
      return reply.code(415).type(JSON_TYPE).send({ error: 'Unsupported Media Type' });
    }
    const body = await collected(payload, rules.allowance(request.raw));
    if (body === undefined) return tooLarge(reply, rules.status(request.raw));
    if (!coded || behaviour.gzip === 'pass-on') return handOn(request, body);
    const inflated = await inflate(body, rules.allowance(request.raw, 'gzip'));
    if (inflated === undefined) return tooLarge(reply, rules.status(request.raw, 'gzip'));
    delete request.headers['content-encoding'];
    return handOn(request, inflated);
  });
}

/** The body as those behind get it, whose length is known by now. */
function handOn({ headers }: FastifyRequest, body: Buffer): Readable {
  headers['content-length'] = String(body.length);
  return Readable.from([body]);
}

const JSON_TYPE = 'application/json; charset=utf-8';

function tooLarge(reply: FastifyReply, status: number): FastifyReply {
  const { stream } = reply.raw as { stream?: { close(): void } };
  // HTTP/2 lets a server end a stream that it does not read to its end (RFC 9113 §8.1).
  if (stream)
    reply.raw.once('finish', () => {
      stream.close();
    });
  return reply.code(status).type(JSON_TYPE).send({ error: 'Payload Too Large' });
}

/** Refuses a request of which no more than the head has been looked at. Node reads the rest and drops it. */
function refuseDeclared(
  request: FastifyRequest,
  reply: FastifyReply,
  rules: BodyRules,
  { sockets, left }: Connections,
): FastifyReply {
  const { socket } = request.raw;
  switch (rules.behaviour.refusal) {
    case 'answer':
      break;
    case 'answer-and-fall-silent':
    case 'answer-and-reset':
      left.add(socket);
      break;
    case 'reset':
      sockets.get(nameOf(socket))?.resetAndDestroy();
      return reply.hijack();
    case 'close':
      socket.end();
      return reply.hijack();
  }
  return tooLarge(reply, rules.status(request.raw));
}

interface Connections {
  /** The TCP connections below TLS, which alone can be reset, by the name of their peer. */
  readonly sockets: ReadonlyMap<string, Socket>;
  /** Those on which the next request gets no answer. */
  readonly left: WeakSet<Socket>;
}

function openSockets(app: FastifyInstance): Connections['sockets'] {
  const sockets = new Map<string, Socket>();
  app.server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    sockets.set(name, socket);
    socket.once('close', () => sockets.delete(name));
  });
  return sockets;
}

function nameOf({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

/** The whole body; undefined where it is larger than that, of which the rest is then read and dropped. */
function collected(payload: Readable, allowance: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    payload.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes <= allowance) {
        pieces.push(piece);
        return;
      }
      pieces.length = 0;
      resolve(undefined);
    });
    payload.once('end', () => {
      resolve(Buffer.concat(pieces));
    });
    payload.once('error', reject);
  });
}

/** What is inside; undefined where that is larger. */
async function inflate(body: Buffer, allowance: number): Promise<Buffer | undefined> {
  try {
    return await promisify(gunzip)(body, { maxOutputLength: Math.min(allowance, constants.MAX_LENGTH) });
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw Object.assign(new Error('the body is no gzip', { cause: problem }), { statusCode: 400 });
  }
}

/** Settings of a server that answers 200 where its parser found no request, or two lengths. */
export function tolerantParser({ tolerated }: BodyLimitBehaviour): FastifyServerOptions {
  const codes = tolerated.map((what) => PARSER_ERRORS[what]);
  if (tolerated.length === 0) return {};
  return {
    clientErrorHandler: (error, socket) => {
      const status = codes.includes(error.code) ? '200 OK' : '400 Bad Request';
      // The answer to what came before goes first.
      setTimeout(() => {
        socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      }, 100);
    },
  };
}

/** What Node's parser says of each; it has a setting of its own for lengths beside chunks. */
const PARSER_ERRORS: Readonly<Partial<Record<Tolerated, string>>> = {
  surplus: 'HPE_INVALID_METHOD',
  'two-lengths': 'HPE_UNEXPECTED_CONTENT_LENGTH',
};
