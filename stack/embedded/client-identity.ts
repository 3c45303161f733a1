import type { FastifyRequest } from 'fastify';

/** Whose budget a request spends. */
export function clientOf(request: FastifyRequest): string {
  return request.ip;
}
