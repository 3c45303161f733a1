import type { FastifyRequest } from 'fastify';
import type { MethodOverride } from '../behaviour/client-identity.ts';

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** The method that a lenient application takes a request to have. */
export function methodOf(
  { method, headers, query }: Pick<FastifyRequest, 'method' | 'headers' | 'query'>,
  allowed: readonly MethodOverride[],
): string {
  if (method === 'HEAD') return allowed.includes('head') ? 'GET' : method;
  const chosen = allowed
    .map((way) => (way === '_method' ? (query as Record<string, string | undefined>)[way] : headers[way]))
    .map((wanted) => [wanted ?? []].flat().join().toUpperCase())
    .find((wanted) => METHODS.has(wanted));
  return chosen ?? method;
}
