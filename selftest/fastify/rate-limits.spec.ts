import { expect, test } from '@playwright/test';
import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import { judgedRates, ratesProfile } from '../runs/rate-judgement.ts';
import { startFastify } from './rate-fastify.ts';

const DECLARED = '{ limit: 3, windowSeconds: 5 }';

const KEPT = {
  'LIMIT-01': 'pass',
  'STATUS-01': 'pass',
  'DELAY-01': 'pass',
  'CLIENTS-01': 'pass',
  'EXEMPT-01': 'pass',
  'WORK-01': 'pass',
  'RETRY-01': 'pass',
  'RETRY-02': 'pass',
  'RECOVERY-01': 'pass',
  'RECOVERY-02': 'pass',
  'FIELDS-03': 'pass',
};

interface Configuration {
  readonly options?: RateLimitPluginOptions;
  readonly limitHealth?: boolean;
  readonly verdicts: Readonly<Record<string, string>>;
}

/** Configurations of @fastify/rate-limit, and what the controls make of them. */
const CONFIGURATIONS: Readonly<Record<string, Configuration>> = {
  'three requests in five seconds': { verdicts: KEPT },
  'one request more': { options: { max: 4 }, verdicts: { ...KEPT, 'LIMIT-01': 'fail', 'FIELDS-03': 'fail' } },
  'one client for all': {
    options: { keyGenerator: () => 'all' },
    verdicts: { ...KEPT, 'CLIENTS-01': 'fail' },
  },
  'a limit on the health check too': { limitHealth: true, verdicts: { ...KEPT, 'EXEMPT-01': 'fail' } },
  'refusals that begin the window again': {
    options: { continueExceeding: true },
    verdicts: { ...KEPT, 'RECOVERY-02': 'fail' },
  },
  'another status': {
    options: { errorResponseBuilder: () => ({ statusCode: 503, message: 'busy' }) },
    verdicts: { ...KEPT, 'STATUS-01': 'fail' },
  },
  'no Retry-After': {
    options: { addHeaders: { 'retry-after': false } },
    verdicts: { ...KEPT, 'RETRY-01': 'fail', 'RETRY-02': 'not-evaluated' },
  },
  'fields without X-': {
    options: { enableDraftSpec: true },
    verdicts: { ...KEPT, 'FIELDS-03': 'fail' },
  },
};

test.describe('A real Fastify with @fastify/rate-limit and', () => {
  test.describe.configure({ timeout: 180_000 });

  for (const [name, { options, limitHealth = false, verdicts }] of Object.entries(CONFIGURATIONS)) {
    test(`${name} gets the verdicts that it deserves`, async () => {
      const fastify = await startFastify({ max: 3, timeWindow: 5000, ...options }, { limitHealth });
      try {
        const profile = ratesProfile(DECLARED, '[retry-after, x-trio]');
        expect(await judgedRates(profile, fastify.environment)).toMatchObject(verdicts);
      } finally {
        await fastify.stop();
      }
    });
  }
});
