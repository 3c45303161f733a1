import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EnforcedLimit, RateLimitBehaviour } from '../behaviour/rate-limits.ts';
import { clientOf, countedPathOf } from './client-identity.ts';
import type { Clock } from './clock.ts';
import { Limiter, type Admission } from './limiter.ts';

/** How long a request is kept waiting where it should be refused. */
const HOLD_MS = 400;

/** Counts the requests of each client and route, and refuses what is beyond the limit before anything is forwarded. */
export function limitRates(app: FastifyInstance, limits: RateLimitBehaviour, clock: Clock): void {
  const limiter = new Limiter(clock);
  const servedAsRefused = new WeakMap<FastifyRequest, number>();
  app.addHook('onRequest', async (request, reply) => {
    const path = countedPathOf(request);
    const limit = limits.routes[`${request.method} ${path}`];
    if (!limit) return;
    const admission = limiter.take(budgetOf(request, path, limit, limits.budgetFor), limit);
    send(reply, limit.fields, limit, admission);
    if (admission.allowed) return;
    if (limit.beyond === 'delay') {
      await delay(HOLD_MS);
      return;
    }
    send(reply, limit.refusalFields, limit, admission);
    if (limit.beyond === 'serve') {
      servedAsRefused.set(request, limit.status);
      return;
    }
    return reply
      .code(limit.status)
      .type('application/json; charset=utf-8')
      .send({ statusCode: limit.status, error: limit.status === 429 ? 'Too Many Requests' : 'Refused' });
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const status = servedAsRefused.get(request);
    if (status !== undefined) reply.code(status);
    done(null, payload);
  });
}

function budgetOf(
  request: FastifyRequest,
  path: string,
  { key, budgetOf: whose }: EnforcedLimit,
  budgetFor: RateLimitBehaviour['budgetFor'],
): string {
  const field = key === '' ? undefined : request.headers[key.toLowerCase()];
  const client = key === '' ? clientOf(request) : `${key} ${String(field ?? '')}`;
  const what = { route: `${request.method} ${path}`, path, everything: '' }[budgetFor];
  return `${whose === 'client' ? client : ''} ${what}`;
}

/** Puts fields on the answer, with the values of the moment. */
function send(
  reply: FastifyReply,
  fields: Readonly<Record<string, string>>,
  { limit, windowSeconds, slowness }: EnforcedLimit,
  { remaining, resetMs, retryMs }: Admission,
): void {
  // A limiter that is too slow or too fast does not know it.
  const [reset, retry] = [resetMs / slowness, retryMs / slowness];
  const values: Readonly<Record<string, string | number>> = {
    limit,
    window: windowSeconds,
    remaining,
    reset: Math.ceil(reset / 1000),
    retry: Math.ceil(retry / 1000),
    'retry-date': new Date(Math.ceil((Date.now() + retry) / 1000) * 1000).toUTCString(),
  };
  for (const [name, template] of Object.entries(fields)) {
    if (template === '') continue;
    reply.header(
      name,
      template.replace(/\{([a-z-]+)\}/g, (word, value: string) => String(values[value] ?? word)),
    );
  }
}
