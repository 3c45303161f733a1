import type { IncomingHttpHeaders } from 'node:http';
import replyFrom from '@fastify/reply-from';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { takeAnyBody } from '../any-body.ts';
import type { Behaviour } from '../behaviour.ts';
import { HOP_BY_HOP, type ForwardingBehaviour } from '../behaviour/forwarding.ts';
import { clientSubject } from './client-certificates.ts';
import { methodOf } from './method-override.ts';
import { readPath } from './path-variants.ts';

type ForwardSettings = Pick<Behaviour, 'forwarding' | 'clientIdentity'>;

/** Hands on to the upstream what nothing before has answered. */
export async function forwardTo(
  app: FastifyInstance,
  upstream: string,
  behaviour: ForwardSettings,
): Promise<void> {
  await app.register(replyFrom, { base: upstream });
  takeAnyBody(app);
  app.route({
    // OPTIONS belongs to the cross-origin rules.
    method: app.supportedMethods.filter((method) => method !== 'OPTIONS'),
    url: '/*',
    handler: (request, reply) => forward(request, reply, behaviour),
  });
}

function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  { forwarding, clientIdentity }: ForwardSettings,
): FastifyReply {
  const method = methodOf(request, clientIdentity.uncountedMethods);
  // Where the application is more lenient than the limiter, it is so here: what it makes of a request is sent on.
  const path = readPath(request.raw.url ?? '/', clientIdentity.uncountedPaths);
  return reply.from(path, {
    method,
    rewriteRequestHeaders: (_request, handedOn) => ({
      ...pick(handedOn, REFRAMED),
      ...forwardedFields(request, forwarding, clientSubject(request)),
    }),
    rewriteHeaders: endToEnd,
    ...(Buffer.isBuffer(request.body) &&
      method !== 'GET' && {
        body: request.body,
        contentType: request.headers['content-type'] ?? 'application/octet-stream',
      }),
  });
}

/** Fields that belong to the body as it is sent on, which is not as it came. */
const FRAMING: ReadonlySet<string> = new Set([
  'content-length',
  'content-type',
  'transfer-encoding',
  'expect',
]);
/** What remains of them: the body goes on as one piece. */
const REFRAMED: ReadonlySet<string> = new Set(['content-length', 'content-type']);

type Fields = Record<string, string | string[] | undefined>;

/** The request's fields as the upstream gets them. */
function forwardedFields(
  { headers, host, ip }: Pick<FastifyRequest, 'headers' | 'host' | 'ip'>,
  { fields, underscores, hopByHop, connectionOptions }: ForwardingBehaviour,
  client: string,
): Fields {
  const named = namedIn(headers.connection);
  const ended = new Set([...hopByHop, ...(connectionOptions === 'drop' ? named : [])]);
  const passed = Object.entries(headers).filter(
    ([name]) =>
      !name.startsWith(':') &&
      !FRAMING.has(name) &&
      !ended.has(name) &&
      (underscores === 'pass' || !name.includes('_')),
  );
  const written = Object.entries(fields).map(([name, template]): [string, string] => {
    const sent = [headers[name] ?? []].flat().join(', ');
    return [name, filledIn(template, { address: ip, client, sent, scheme: 'https', host })];
  });
  const all: Fields = { ...Object.fromEntries(passed), ...Object.fromEntries(written), host };
  const late = new Set(connectionOptions === 'drop-last' ? named : []);
  return Object.fromEntries(Object.entries(all).filter(([name, value]) => value !== '' && !late.has(name)));
}

function filledIn(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{([\w|,]+)\}/g, (_all, names: string) => {
    const values = names.split(/[|,]/).flatMap((name) => words[name] || []);
    return names.includes('|') ? (values[0] ?? '') : values.join(', ');
  });
}

/** The fields that a Connection field names. */
function namedIn(connection: string | undefined): readonly string[] {
  return (connection ?? '').split(',').map((option) => option.trim().toLowerCase());
}

function pick(fields: Fields, wanted: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => wanted.has(name)));
}

/** Fields that speak of the connection to the upstream only; HTTP/2 forbids them. */
function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}
