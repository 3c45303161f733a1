import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CrossOriginBehaviour, CrossOriginRule } from '../behaviour/cross-origin.ts';

/**
 * Lets foreign origins in by the rule of each path. It belongs before whatever may refuse a request, so that a page can
 * read the refusal as well.
 */
export async function allowOrigins(app: FastifyInstance, { rules }: CrossOriginBehaviour): Promise<void> {
  const ruleFor = (request: FastifyRequest) => rules[request.url.split('?')[0] ?? request.url];
  await app.register(cors, {
    delegator: (request, done) => {
      const rule = ruleFor(request);
      done(null, rule && isAllowed(request, rule) ? permission(request, rule) : { origin: false });
    },
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const rule = ruleFor(request);
    if (rule) nameOrigin(request, reply, rule);
    done(null, payload);
  });
}

function isAllowed({ headers: { origin } }: FastifyRequest, { pattern, compared }: CrossOriginRule): boolean {
  if (origin === undefined) return false;
  if (compared === 'value') return new RegExp(pattern).test(origin);
  const text = Buffer.from(origin, 'latin1').toString();
  return URL.canParse(text) && new RegExp(pattern).test(new URL(text).hostname);
}

function permission(request: FastifyRequest, rule: CrossOriginRule): FastifyCorsOptions {
  return {
    origin: true,
    credentials: rule.credentials,
    methods: filledIn(rule.methods, request.headers['access-control-request-method']),
    allowedHeaders: filledIn(rule.headers, request.headers['access-control-request-headers']),
    ...(rule.maxAge !== null && { maxAge: rule.maxAge }),
    optionsSuccessStatus: rule.preflightStatus,
  };
}

function filledIn(values: readonly string[], requested: string | string[] | undefined): string[] {
  return values.map((value) => value.replace('{requested}', () => [requested ?? []].flat().join(', ')));
}

/** Access-Control-Allow-Origin and Vary, as the rule has them for this class of answer. */
function nameOrigin(request: FastifyRequest, reply: FastifyReply, rule: CrossOriginRule): void {
  const { origin = '' } = request.headers;
  const allowed = isAllowed(request, rule);
  const isError = reply.statusCode >= 400;
  const { actual, preflight, error } = rule.allowOrigin;
  const own = isError ? error : request.method === 'OPTIONS' ? preflight : actual;
  const values = (allowed ? own : rule.otherwise).map((value) => value.replace('{origin}', () => origin));
  reply.removeHeader('Access-Control-Allow-Origin');
  if (values.length > 0) reply.header('Access-Control-Allow-Origin', values.length > 1 ? values : values[0]);
  const varies = { all: true, allowed, 'no-errors': !isError, none: false }[rule.vary];
  if (!varies) reply.removeHeader('Vary');
}
