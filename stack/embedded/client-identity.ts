import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ClientIdentityBehaviour } from '../behaviour/client-identity.ts';
import type { ServedRoute } from '../behaviour/routes.ts';
import { PATH_VARIANTS, readPath } from './path-variants.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom the limiter takes the request for, and which path. */
    counted: { readonly client: string; readonly path: string };
  }
}

/** Decides for every request whose budget it spends, and for which path. */
export function identifyClients(
  app: FastifyInstance,
  { believedFields, believedElement, uncountedPaths }: ClientIdentityBehaviour,
  served: readonly ServedRoute[],
): void {
  const known = PATH_VARIANTS.filter((variant) => !uncountedPaths.includes(variant));
  const paths = new Map(served.map(({ path }) => [readPath(path, known), path]));
  app.decorateRequest('counted');
  app.addHook('onRequest', (request, _reply, done) => {
    const claimed = believedFields
      .map((name) => claimedIn(request, name, believedElement))
      .find((address) => address !== undefined);
    const path = request.raw.url ?? '/';
    request.counted = { client: claimed ?? request.ip, path: paths.get(readPath(path, known)) ?? path };
    done();
  });
}

/** The address in a field of the request, which is whatever the client has written there. */
function claimedIn({ headers }: FastifyRequest, name: string, element: 'first' | 'last'): string | undefined {
  const value = [headers[name] ?? []].flat().join(',');
  const list = value
    .split(',')
    .map((item) => /^\s*(?:.*\bfor=)?"?([^";\s]*)/i.exec(item)?.[1] ?? '')
    .filter((item) => item !== '');
  return element === 'first' ? list[0] : list.at(-1);
}

/** Whose budget a request spends. */
export function clientOf({ counted }: FastifyRequest): string {
  return counted.client;
}

/** The path, as the profile writes it, whose budget a request spends. */
export function countedPathOf({ counted }: FastifyRequest): string {
  return counted.path;
}
