import type { FastifyRequest } from 'fastify';
import type { LocationBehaviour } from '../behaviour/plain-entry.ts';

/** The Location of the redirect that answers a plain request. */
export function locationOf(request: FastifyRequest, behaviour: LocationBehaviour, httpsPort: number): string {
  const target = request.raw.url ?? '/';
  const mark = target.indexOf('?');
  const path = pathOf(mark === -1 ? target : target.slice(0, mark), behaviour);
  const query = mark === -1 ? '' : queryOf(target.slice(mark + 1), behaviour.query);
  if (behaviour.doubleSlash === 'relative' && /^\/[/\\]/.test(path)) return path + query;
  const port = behaviour.port === 'named' ? `:${httpsPort}` : '';
  return `${behaviour.scheme}://${hostOf(request, behaviour.host)}${port}${path}${query}`;
}

function hostOf({ headers }: FastifyRequest, source: LocationBehaviour['host']): string {
  switch (source) {
    case 'canonical':
      return 'localhost';
    case 'foreign':
      return 'foreign.example';
    case 'host-field':
      return withoutPort(headers.host);
    case 'x-forwarded-host':
      return withoutPort(headers['x-forwarded-host']);
    case 'forwarded':
      return withoutPort(/host="?([^;,"]+)/.exec(headers.forwarded ?? '')?.[1]);
  }
}

function withoutPort(host: string | string[] | undefined): string {
  return String(host ?? 'localhost').replace(/:\d+$/, '');
}

function pathOf(path: string, { path: treatment, lineBreaks }: LocationBehaviour): string {
  if (lineBreaks === 'decoded') return path.replace(/%0d/gi, '\r').replace(/%0a/gi, '\n');
  switch (treatment) {
    case 'kept':
      return path;
    case 'dropped':
      return '/';
    case 'decoded':
      return decodeURIComponent(path);
    case 'encoded-anew':
      return encodeURI(decodeURI(path));
    case 'slash-trimmed':
      return path.replace(/(.)\/$/, '$1');
  }
}

function queryOf(query: string, treatment: LocationBehaviour['query']): string {
  switch (treatment) {
    case 'kept':
      return `?${query}`;
    case 'dropped':
      return '';
    case 'decoded':
      return `?${decodeURIComponent(query)}`;
    case 'plus-as-space':
      return `?${query.replaceAll('+', '%20')}`;
    case 'doubled':
      return `?${query}?${query}`;
    case 'keys-merged': {
      const pairs = query.split('&').map((pair) => [pair.split('=', 1)[0], pair] as const);
      return `?${[...new Map(pairs).values()].join('&')}`;
    }
  }
}
