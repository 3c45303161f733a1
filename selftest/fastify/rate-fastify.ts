import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit';
import Fastify from 'fastify';
import { serve, type RunningFastify } from './serve.ts';

/** Starts a Fastify whose login has this limit of its own plugin, and whose health check has none unless told so. */
export function startFastify(
  options: RateLimitPluginOptions,
  { limitHealth = false } = {},
): Promise<RunningFastify> {
  return serve(async (identity) => {
    const app = Fastify({ https: identity });
    await app.register(rateLimit, options);
    app.get('/', { config: { rateLimit: false } }, () => 'home');
    app.get('/health', limitHealth ? {} : { config: { rateLimit: false } }, () => ({ up: true }));
    app.post('/login', (_request, reply) =>
      reply
        .header('Set-Cookie', '__Host-session=4f3a2b1c; Path=/; Secure; HttpOnly')
        .send({ signedIn: true }),
    );
    return app;
  });
}
