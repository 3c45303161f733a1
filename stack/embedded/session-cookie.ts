import { randomBytes } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { CookieBehaviour } from '../behaviour/cookies.ts';

/** Sets the cookie of a new session on the answer of a login. */
export function setSessionCookie(reply: FastifyReply, cookie: CookieBehaviour): FastifyReply {
  return reply.setCookie(cookie.name, token(cookie.valueBytes), {
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    path: cookie.path,
    sameSite: SAME_SITE[cookie.sameSite],
    ...(cookie.domain !== '' && { domain: cookie.domain }),
    ...lifetime(cookie),
  });
}

/** Left undefined, it would be lax. */
const SAME_SITE = { '': false, Strict: 'strict', Lax: 'lax', None: 'none' } as const;

function token(bytes: number): string {
  return randomBytes(Math.ceil(bytes / 2))
    .toString('hex')
    .slice(0, bytes);
}

function lifetime({ lifetimeSeconds, lifetimeIn }: CookieBehaviour): CookieSerializeOptions {
  if (lifetimeSeconds === 0) return {};
  return lifetimeIn === 'Max-Age'
    ? { maxAge: lifetimeSeconds }
    : { expires: new Date(Date.now() + lifetimeSeconds * 1000) };
}
