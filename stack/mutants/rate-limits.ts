import type { EnforcedLimit } from '../behaviour/rate-limits.ts';
import type { Mutant } from './mutant.ts';
import { rateAnswersMutants } from './rate-answers.ts';
import { limits } from './rate-fault.ts';

const FIXED = 'GET /fixed';

/** A limit where the profile has none. */
const UNWANTED: EnforcedLimit = {
  algorithm: 'fixed-window',
  limit: 5,
  windowSeconds: 60,
  capacity: 5,
  slowness: 1,
  key: '',
  budgetOf: 'client',
  status: 429,
  beyond: 'refuse',
  fields: {},
  refusalFields: {},
};

/** What can be wrong about a rate limit, one thing at a time. */
export const rateLimitsMutants = {
  'limit-one-too-high': {
    profile: 'limits',
    fault: limits(FIXED, { capacity: 4 }),
    kills: ['RATE-LIMIT-01'],
    because: /GET \/fixed: 4 requests passed in .* before one was refused/,
  },
  'limit-one-too-low': {
    profile: 'staging',
    fault: limits('POST /login', { capacity: 4 }),
    kills: ['RATE-LIMIT-01'],
    because: /POST \/login: request 5 was refused/,
  },
  'limit-missing': {
    profile: 'limits',
    fault: limits(FIXED, { capacity: 100_000 }),
    kills: ['RATE-LIMIT-01'],
    because: /GET \/fixed: 7 requests passed in .*, and none was refused/,
  },
  'sliding-limit-one-too-high': {
    profile: 'limits',
    fault: limits('POST /sliding', { capacity: 4 }),
    kills: ['RATE-LIMIT-01'],
    because: /POST \/sliding: 4 requests passed/,
  },
  'token-bucket-too-large': {
    profile: 'limits',
    fault: limits('GET /token', { capacity: 5 }),
    kills: ['RATE-LIMIT-01'],
    because: /GET \/token: 5 requests passed/,
  },
  'leaky-bucket-without-burst': {
    profile: 'limits',
    fault: limits('GET /leaky', { capacity: 1 }),
    kills: ['RATE-LIMIT-01'],
    because: /GET \/leaky: request 2 was refused/,
  },
  'refused-with-503': {
    profile: 'limits',
    fault: limits(FIXED, { status: 503 }),
    kills: ['RATE-STATUS-01'],
    because: /GET \/fixed: status 503/,
  },
  'login-refused-with-503': {
    profile: 'staging',
    fault: limits('POST /login', { status: 503 }),
    kills: ['RATE-STATUS-01', 'EXP-ROUTES-01'],
    because: /POST \/login.*: status 503/,
  },
  'refused-with-403': {
    profile: 'limits',
    fault: limits('GET /keyed', { status: 403 }),
    kills: ['RATE-STATUS-01'],
    because: /GET \/keyed: status 403/,
  },
  'refused-with-redirect': {
    profile: 'limits',
    fault: limits(FIXED, { status: 302 }),
    kills: ['RATE-STATUS-01'],
    because: /GET \/fixed: status 302/,
  },
  'window-ends-early': {
    profile: 'limits',
    fault: limits(FIXED, { slowness: 0.5 }),
    kills: ['RATE-RECOVERY-01'],
    because: /GET \/fixed: GET \/fixed → 200 8\.\d s after the refusal$/,
  },
  'window-of-half-the-length': {
    profile: 'limits',
    fault: limits(FIXED, {
      slowness: 0.5,
      fields: {
        'RateLimit-Policy': '"default";q={limit};w={window}',
        RateLimit: '"default";r={remaining};t=5',
        'RateLimit-Reset': '5',
        'X-RateLimit-Reset': '5',
      },
      refusalFields: { 'Retry-After': '5' },
    }),
    kills: ['RATE-RECOVERY-01'],
    because: /GET \/fixed: .* a whole budget had come back in between/,
  },
  'sliding-window-forgets-early': {
    profile: 'limits',
    fault: limits('POST /sliding', { slowness: 0.5 }),
    kills: ['RATE-RECOVERY-01'],
    because: /POST \/sliding: POST \/sliding → 200 9\.\d s after the refusal$/,
  },
  'token-bucket-fills-fast': {
    profile: 'limits',
    fault: limits('GET /token', { slowness: 0.25 }),
    kills: ['RATE-RECOVERY-01'],
    because: /GET \/token: GET \/token → 200 4\.\d s after the refusal$/,
  },
  'window-never-ends': {
    profile: 'limits',
    fault: limits(FIXED, { slowness: 100_000 }),
    kills: ['RATE-RECOVERY-02'],
    because: /GET \/fixed: GET \/fixed → 429 10\.\d s after the refusal$/,
  },
  'leaky-bucket-leaks-slowly': {
    profile: 'limits',
    fault: limits('GET /leaky', { slowness: 2 }),
    kills: ['RATE-RECOVERY-02'],
    because: /GET \/leaky: GET \/leaky → 429 1\d\.\d s after the refusal$/,
  },
  'budget-shared-by-clients': {
    profile: 'limits',
    fault: limits(FIXED, { budgetOf: 'all' }),
    kills: ['RATE-CLIENTS-01', 'RATE-LIMIT-01'],
    because:
      /GET \/fixed: (?:GET \/fixed → 429 for it, while another client is exhausted|request \d was refused)/,
  },
  'key-field-ignored': {
    profile: 'limits',
    fault: limits('GET /keyed', { key: '' }),
    kills: ['RATE-CLIENTS-01'],
    because: /GET \/keyed: GET \/keyed → 429 for it, while another client is exhausted/,
  },
  'budget-shared-by-routes': {
    profile: 'tiers',
    fault: { rateLimits: { budgetFor: 'everything' } },
    kills: ['RATE-ROUTES-01'],
    because: /POST \/transcribe: POST \/login → 429/,
  },
  'budget-shared-by-methods': {
    profile: 'tiers',
    fault: { rateLimits: { budgetFor: 'path' } },
    kills: ['RATE-ROUTES-01'],
    because: /GET \/jobs\/1: DELETE \/jobs\/1 → 429/,
  },
  'health-limited': {
    profile: 'tiers',
    fault: limits('GET /health', UNWANTED),
    kills: ['RATE-EXEMPT-01'],
    because: /GET \/health: request 6: GET \/health → 429/,
  },
  'refused-login-signs-in': {
    profile: 'tiers',
    fault: limits('POST /login', { beyond: 'serve' }),
    kills: ['RATE-WORK-01'],
    because: /POST \/login: the refused request set the cookie session/,
  },
  'refused-request-served': {
    profile: 'limits',
    fault: limits('POST /sliding', { beyond: 'serve' }),
    kills: ['RATE-WORK-01'],
    because: /POST \/sliding: the refused request got the \d+ characters that an accepted one gets/,
  },
  'excess-kept-waiting': {
    profile: 'limits',
    fault: limits(FIXED, { beyond: 'delay' }),
    kills: ['RATE-DELAY-01'],
    because: /GET \/fixed: request 6 waited 0\.\d+ s \(GET \/fixed → 200\)/,
  },
  'leaky-excess-kept-waiting': {
    profile: 'limits',
    fault: limits('GET /leaky', { beyond: 'delay' }),
    kills: ['RATE-DELAY-01'],
    because: /GET \/leaky: request 6 waited 0\.\d+ s/,
  },
  ...rateAnswersMutants,
} as const satisfies Record<string, Mutant>;
