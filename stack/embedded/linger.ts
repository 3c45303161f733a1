import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { hasBody } from './body-rules.ts';

/** Milliseconds for which the rest of a refused body is read; nginx's lingering_timeout is the same. */
const LINGER_MS = 5_000;

/**
 * Answers before the request's body is complete, and reads the rest before it ends the connection: closing on unread
 * bytes resets the connection, and the reset can take the answer with it (RFC 9112 §9.6). To be added after all hooks
 * that change the answer.
 */
export function closeInStages(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const { raw } = request;
    // HTTP/2 ends a stream by itself; a client that waits for 100 Continue sends nothing that could be read.
    const settled =
      raw.httpVersionMajor === 2 || raw.complete || !hasBody(raw) || raw.headers.expect !== undefined;
    if (settled || typeof payload !== 'string') {
      done(null, payload);
      return;
    }
    reply.header('Content-Length', Buffer.byteLength(payload));
    done(null, Readable.from(complete(payload, raw)));
  });
}

/** The whole answer at once, and its end when the request has come to its own. */
async function* complete(payload: string, request: IncomingMessage): AsyncGenerator<string> {
  yield payload;
  const abort = new AbortController();
  const patience = delay(LINGER_MS, undefined, { signal: abort.signal });
  // A client that closes instead has made up its mind.
  await Promise.race([finished(request.resume()), patience]).catch(() => undefined);
  abort.abort();
}
