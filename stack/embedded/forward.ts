import type { IncomingHttpHeaders } from 'node:http';
import replyFrom from '@fastify/reply-from';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Hands on to the upstream what nothing before has answered. */
export async function forwardTo(app: FastifyInstance, upstream: string): Promise<void> {
  await app.register(replyFrom, { base: upstream });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.route({
    // OPTIONS belongs to the cross-origin rules.
    method: app.supportedMethods.filter((method) => method !== 'OPTIONS'),
    url: '/*',
    handler: (request, reply) => forward(request, reply),
  });
}

function forward(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.from(request.raw.url ?? '/', {
    rewriteHeaders: endToEnd,
    ...(Buffer.isBuffer(request.body) && {
      body: request.body,
      contentType: request.headers['content-type'] ?? 'application/octet-stream',
    }),
  });
}

/** Fields that speak of the connection to the upstream only (RFC 9110 §7.6.1); HTTP/2 forbids them. */
const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'keep-alive']);

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}
