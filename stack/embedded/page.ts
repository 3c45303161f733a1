import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Behaviour } from '../behaviour.ts';
import { NONCE_PLACEHOLDER, type FieldSet } from '../behaviour/fields.ts';
import type { PageBehaviour } from '../behaviour/page.ts';

/** Answers with a page. */
export function page(reply: FastifyReply, behaviour: Behaviour, title: string, body: string): FastifyReply {
  const { scriptNonce, markup } = behaviour.page;
  const script =
    scriptNonce === ''
      ? ''
      : `<script nonce="${scriptNonce}">document.documentElement.dataset.ready = 'yes';</script>`;
  return reply
    .type(textType('text/html', behaviour))
    .send(
      `<!doctype html><html lang="en"><head>${metaPolicy(behaviour)}<title>${title}</title></head><body><h1>${title}</h1><p>${body}</p>${script}${markup}</body></html>\n`,
    );
}

function metaPolicy({ fields }: Behaviour): string {
  const policy = fields.metaPolicy;
  return policy === '' ? '' : `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
}

/** A media type with the charset that the behaviour says. */
export function textType(type: string, { fields }: Behaviour): string {
  return fields.charset === '' ? type : `${type}; charset=${fields.charset}`;
}

/** Puts the nonce of each response's policy into its page, as nginx's sub_filter does. */
export function fillNonces(app: FastifyInstance, { scriptNonce }: PageBehaviour): void {
  if (scriptNonce === '') return;
  app.addHook('onSend', async ({ method }, reply, payload) => {
    if (method === 'HEAD' || !fieldOf(reply, 'Content-Type').startsWith('text/html')) return payload;
    const [, nonce = ''] = /'nonce-([^']*)'/.exec(fieldOf(reply, 'Content-Security-Policy')) ?? [];
    const markup = typeof payload === 'string' ? payload : await text(payload as NodeJS.ReadableStream);
    reply.removeHeader('Content-Length');
    return markup.replaceAll('{nonce}', nonce);
  });
}

/** Answers browsers otherwise than everybody else, where the behaviour says so. */
export function distinguishBrowsers(app: FastifyInstance, { fieldsFor }: PageBehaviour): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const { headers } = request;
    if (headers['sec-fetch-mode'] === 'navigate') setFields(reply, fieldsFor.navigation);
    if (headers['sec-fetch-dest'] === 'iframe') setFields(reply, fieldsFor.frame);
    if (isCrossSite(request)) setFields(reply, fieldsFor.crossSite);
    done(null, payload);
  });
}

/** Fetch Metadata: a request for data; following a link from another site stays allowed. */
function isCrossSite({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate';
}

function setFields(reply: FastifyReply, fields: FieldSet): void {
  const nonce = `'nonce-${randomBytes(16).toString('base64')}'`;
  for (const [name, values] of Object.entries(fields)) {
    reply.removeHeader(name);
    const sent = values.map((value) => value.replaceAll(NONCE_PLACEHOLDER, nonce));
    if (sent.length > 0) reply.header(name, sent.length === 1 ? sent[0] : sent);
  }
}

function fieldOf(reply: FastifyReply, name: string): string {
  return [reply.getHeader(name) ?? []].flat().join(', ');
}
