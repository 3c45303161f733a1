import type { FastifyInstance } from 'fastify';

/**
 * Lets an application read every body whole, as bytes, before it answers, whatever its type is.
 *
 * Whoever answers without having read the body closes the connection over it: that makes a reset, which can take the
 * answer away, and a proxy in front says 502 then.
 */
export function takeAnyBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
}
