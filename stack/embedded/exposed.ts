import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { Behaviour } from '../behaviour.ts';
import type { ExposureBehaviour } from '../behaviour/exposure.ts';
import { KIND_BY_STATUS } from '../behaviour/routes.ts';
import { withDetail } from './error-page.ts';

/** The behaviour with the secret in place of its placeholders. */
export function plantCanary(behaviour: Behaviour, canary: string): Behaviour {
  const { leakedFiles, errorTexts, errorFields } = behaviour.exposure;
  const plant = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, planted(text, canary)]));
  return {
    ...behaviour,
    exposure: {
      ...behaviour.exposure,
      leakedFiles: plant(leakedFiles),
      errorTexts: plant(errorTexts),
      errorFields: plant(errorFields),
    },
  };
}

function planted(text: string, canary: string): string {
  const bytes = Buffer.from(canary);
  return text
    .replaceAll('{canary}', canary)
    .replaceAll('{canary:base64}', bytes.toString('base64'))
    .replaceAll('{canary:hex}', bytes.toString('hex'));
}

/** Serves what nobody should see, by the request target as it was sent. */
export function serveLeaks(app: FastifyInstance, { leakedFiles }: ExposureBehaviour): void {
  const targets = Object.keys(leakedFiles);
  if (targets.length === 0) return;
  app.addHook('onRequest', async ({ method, raw: { url = '/' } }, reply) => {
    if (method !== 'GET') return;
    const body = leakedFiles[url];
    if (body !== undefined) {
      return reply.type(`${body.startsWith('<') ? 'text/html' : 'text/plain'}; charset=utf-8`).send(body);
    }
    // As frameworks do for an application that is mounted there.
    if (targets.includes(`${url}/`)) return reply.redirect(`${url}/`, 307);
  });
}

/** Lets the errors that this server makes itself tell more than they should. */
export function tellDetails(app: FastifyInstance, { errorTexts, errorFields }: ExposureBehaviour): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.statusCode >= 500) reply.headers(errorFields);
    const kind = KIND_BY_STATUS[reply.statusCode];
    const text = kind && errorTexts[kind];
    done(null, text !== undefined && typeof payload === 'string' ? withDetail(payload, text) : payload);
  });
}

/** Refuses TRACE with 405, or sends the request back as it came (RFC 9110 §9.3.8). */
export function answerTrace(app: FastifyInstance, { echoedMethods }: ExposureBehaviour): void {
  app.addHook('onRequest', async ({ method, raw }, reply) => {
    if (method !== 'TRACE') return;
    if (!echoedMethods.includes('TRACE')) return reply.code(405).send();
    const { rawHeaders } = raw;
    const fields = rawHeaders.flatMap((name, i) =>
      i % 2 === 0 ? [`${name}: ${rawHeaders[i + 1] ?? ''}`] : [],
    );
    return reply
      .type('message/http')
      .send([`TRACE ${raw.url ?? '/'} HTTP/1.1`, ...fields, '', ''].join('\r\n'));
  });
}

/** Settings of a server that tells too much about requests that Node or Fastify refuse before any route is looked for. */
export function carelessParser({
  echoedMethods,
  errorTexts: { malformed },
}: ExposureBehaviour): FastifyServerOptions {
  return {
    // Node's parser knows no TRACK, so what it makes of one is all that a server sees of it.
    ...(echoedMethods.includes('TRACK') && {
      clientErrorHandler: (error, socket) => {
        const request: unknown = Reflect.get(error, 'rawPacket');
        const body = Buffer.isBuffer(request) ? request.toString('latin1') : '';
        socket.end(
          `HTTP/1.1 200 OK\r\nContent-Type: message/http\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
          'latin1',
        );
      },
    }),
    ...(malformed !== undefined && {
      frameworkErrors: (_error, _request, { raw }) => {
        raw
          .writeHead(400, { 'Content-Type': 'text/html; charset=utf-8' })
          .end(withDetail('<html><body><h1>Bad Request</h1></body></html>', malformed));
      },
    }),
  };
}
