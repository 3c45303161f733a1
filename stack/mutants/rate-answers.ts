import type { Mutant } from './mutant.ts';
import { limits } from './rate-fault.ts';

const retryAfter = (route: string, value: string) =>
  limits(route, { refusalFields: { 'Retry-After': value } });

const TRANSCRIBE = 'POST /transcribe';
const FIXED = 'GET /fixed';

/** Refusals and fields that say what is not so. */
export const rateAnswersMutants = {
  'retry-after-missing': {
    profile: 'limits',
    fault: retryAfter(FIXED, ''),
    kills: ['RATE-RETRY-01'],
    because: /GET \/fixed: no Retry-After/,
  },
  'retry-after-negative': {
    profile: 'limits',
    fault: retryAfter(FIXED, '-30'),
    kills: ['RATE-RETRY-01'],
    because: /Retry-After: -30, which is neither/,
  },
  'retry-after-in-words': {
    profile: 'limits',
    fault: retryAfter(FIXED, 'soon'),
    kills: ['RATE-RETRY-01'],
    because: /Retry-After: soon, which is neither/,
  },
  'retry-after-in-the-past': {
    profile: 'limits',
    fault: retryAfter('GET /token', 'Sun, 06 Nov 1994 08:49:37 GMT'),
    kills: ['RATE-RETRY-01'],
    because: /Retry-After: Sun, 06 Nov 1994 08:49:37 GMT, which has passed/,
  },
  'retry-after-in-a-year': {
    profile: 'limits',
    fault: retryAfter('GET /leaky', '31536000'),
    kills: ['RATE-RETRY-01'],
    because: /Retry-After: 31536000, which is 31536000 s ahead/,
  },
  'retry-after-beyond-window': {
    profile: 'limits',
    fault: retryAfter('POST /sliding', '20'),
    kills: ['RATE-RETRY-01'],
    because: /Retry-After: 20, which is 20 s ahead/,
  },
  'retry-after-too-short': {
    profile: 'limits',
    fault: retryAfter(FIXED, '2'),
    kills: ['RATE-RETRY-02'],
    because: /GET \/fixed: Retry-After: 2, and GET \/fixed → 429 2\.\d s later/,
  },
  'retry-after-zero': {
    profile: 'limits',
    fault: retryAfter('GET /token', '0'),
    kills: ['RATE-RETRY-02'],
    because: /GET \/token: Retry-After: 0, and GET \/token → 429 0\.\d s later/,
  },
  'remaining-missing': {
    profile: 'tiers',
    fault: limits(TRANSCRIBE, { fields: { 'X-RateLimit-Remaining': '' } }),
    kills: ['RATE-FIELDS-03'],
    because: /POST \/transcribe: request 1, POST \/transcribe → 200: no X-RateLimit-Remaining/,
  },
  'remaining-never-falls': {
    profile: 'limits',
    fault: limits(FIXED, { fields: { 'X-RateLimit-Remaining': '2' } }),
    kills: ['RATE-FIELDS-03'],
    because: /request 2, GET \/fixed → 200: remaining 2 after 2/,
  },
  'limit-told-wrong': {
    profile: 'limits',
    fault: limits(FIXED, { fields: { 'X-RateLimit-Limit': '100' } }),
    kills: ['RATE-FIELDS-03'],
    because: /request 1, GET \/fixed → 200: limit 100/,
  },
  'reset-beyond-window': {
    profile: 'limits',
    fault: limits(FIXED, { fields: { 'RateLimit-Reset': '600' } }),
    kills: ['RATE-FIELDS-02'],
    because: /GET \/fixed → 200: reset in 600 s/,
  },
  'reset-too-soon': {
    profile: 'limits',
    fault: limits('GET /keyed', { fields: { 'RateLimit-Reset': '1' } }),
    kills: ['RATE-FIELDS-02'],
    because: /GET \/keyed → 429: reset in 1 s, and GET \/keyed → 429 still 2\d\.\d s later/,
  },
  'reset-in-milliseconds': {
    profile: 'limits',
    fault: limits('GET /token', { fields: { 'RateLimit-Reset': '{reset}000' } }),
    kills: ['RATE-FIELDS-02'],
    because: /GET \/token → 200: reset in \d+000 s/,
  },
  'structured-fields-unstructured': {
    profile: 'limits',
    fault: limits('GET /leaky', { fields: { RateLimit: 'limit=3, remaining=2' } }),
    kills: ['RATE-FIELDS-01'],
    because: /GET \/leaky → 200: RateLimit: limit=3, remaining=2, which/,
  },
  'policy-missing': {
    profile: 'limits',
    fault: limits('POST /sliding', { fields: { 'RateLimit-Policy': '' } }),
    kills: ['RATE-FIELDS-01'],
    because: /POST \/sliding → 200: no RateLimit-Policy/,
  },
  'policy-with-another-window': {
    profile: 'limits',
    fault: limits(FIXED, { fields: { 'RateLimit-Policy': '"default";q={limit};w=60' } }),
    kills: ['RATE-FIELDS-01'],
    because: /GET \/fixed → 200: window 60 s/,
  },
} as const satisfies Record<string, Mutant>;
