import { finished } from 'node:stream/promises';
import { expect, test } from '@playwright/test';
import { judgedBodies } from '../runs/body-judgement.ts';
import { startBodyFastify, type BodyConfiguration } from './body-fastify.ts';

interface Configuration extends BodyConfiguration {
  /** What does not pass. */
  readonly verdicts: readonly string[];
}

// Node answers Expect with 100 before Fastify sees the request.
const EXPECTATION = 'BODY-EXPECT-01 fail';
const NO_HTTP2 = 'BODY-H2-01 not-evaluated';

// It announces the end of the connection with its refusal, and Node then closes on what is unread.
const RESET = 'BODY-CONNECTION-01 fail';

const CONFIGURATIONS: Readonly<Record<string, Configuration>> = {
  'its default bodyLimit': { verdicts: [RESET, EXPECTATION, NO_HTTP2] },
  'its default bodyLimit over HTTP/2': { http2: true, verdicts: [RESET, EXPECTATION] },
  'a bodyLimit of a byte more': {
    bodyLimit: 1_048_577,
    http2: true,
    verdicts: ['BODY-CHUNKED-01 fail', RESET, EXPECTATION, 'BODY-H2-01 fail', 'BODY-LIMIT-01 fail'],
  },
  'a look at Content-Length alone': {
    bodyLimit: 100_000_000,
    http2: true,
    prepare: (app) => {
      app.addHook('onRequest', async ({ headers, raw }, reply) => {
        if (Number(headers['content-length'] ?? 0) <= 1_048_576) return;
        raw.resume();
        return reply.code(413).send('Payload Too Large');
      });
    },
    verdicts: ['BODY-CHUNKED-01 fail', EXPECTATION, 'BODY-H2-01 fail'],
  },
  'a refusal that reads the body first': {
    prepare: (app) => {
      app.addHook('onRequest', async ({ headers, raw }, reply) => {
        if (Number(headers['content-length'] ?? 0) <= 1_048_576) return;
        await finished(raw.resume());
        return reply.code(413).send('Payload Too Large');
      });
    },
    verdicts: [EXPECTATION, NO_HTTP2, 'BODY-LENGTH-02 fail'],
  },
};

test.describe('A real Fastify with', () => {
  test.describe.configure({ timeout: 180_000 });

  for (const [name, { verdicts, ...configuration }] of Object.entries(CONFIGURATIONS)) {
    test(`${name} gets the verdicts that it deserves`, async () => {
      const fastify = await startBodyFastify(configuration);
      try {
        expect(await judgedBodies(fastify.environment)).toEqual(verdicts);
      } finally {
        await fastify.stop();
      }
    });
  }
});
