import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { RouteBehaviour } from '../behaviour/routes.ts';

/** Answers preflights of the origins that the profile's own preflights come from. */
export async function allowOrigins(app: FastifyInstance, { served }: RouteBehaviour): Promise<void> {
  const preflights = served.filter(({ kind }) => kind === 'preflight');
  await app.register(cors, {
    origin: preflights.flatMap(({ origin }) => origin ?? []),
    methods: [...new Set(served.map(({ method }) => method))],
    optionsSuccessStatus: preflights[0]?.status ?? 204,
  });
}
