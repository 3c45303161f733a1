import type { FastifyReply } from 'fastify';
import type { CookieBehaviour } from '../behaviour/cookies.ts';

/** Sets the cookie of a new session on the answer of a login. */
export function setSessionCookie(reply: FastifyReply, cookie: CookieBehaviour): FastifyReply {
  return reply.setCookie(cookie.name, crypto.randomUUID(), {
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    path: cookie.path,
    ...(cookie.sameSite && { sameSite: cookie.sameSite.toLowerCase() as 'strict' | 'lax' | 'none' }),
    ...(cookie.domain && { domain: cookie.domain }),
  });
}
