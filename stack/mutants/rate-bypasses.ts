import type { MethodOverride, PathVariant } from '../behaviour/client-identity.ts';
import type { Mutant } from './mutant.ts';

const believes = (field: string, element: 'first' | 'last' = 'first'): Mutant['fault'] => ({
  clientIdentity: { believedFields: [field], believedElement: element },
});

const misses = (...paths: readonly PathVariant[]): Mutant['fault'] => ({
  clientIdentity: { uncountedPaths: paths },
});

const overrides = (...methods: readonly MethodOverride[]): Mutant['fault'] => ({
  clientIdentity: { uncountedMethods: methods },
});

/** Limiters that a client gets round, and entries that let one address have every connection. */
export const rateBypassesMutants = {
  'first-forwarded-address-believed': {
    profile: 'tiers',
    fault: believes('x-forwarded-for'),
    kills: ['RATE-BYPASS-01'],
    because: /an address before others in X-Forwarded-For → 200: what a client with budget left gets/,
  },
  'last-forwarded-address-believed': {
    profile: 'entry',
    fault: believes('x-forwarded-for', 'last'),
    kills: ['RATE-BYPASS-01'],
    because: /an address behind others in X-Forwarded-For → 200/,
  },
  'forwarded-field-with-underscores-believed': {
    profile: 'entry',
    fault: believes('x_forwarded_for'),
    kills: ['RATE-BYPASS-01'],
    because: /with X_FORWARDED_FOR → 200/,
  },
  'real-ip-believed': {
    profile: 'tiers',
    fault: believes('x-real-ip'),
    kills: ['RATE-BYPASS-02'],
    because: /with X-Real-IP → 200/,
  },
  'standard-forwarded-believed': {
    profile: 'entry',
    fault: believes('forwarded'),
    kills: ['RATE-BYPASS-02'],
    because: /with Forwarded → 200/,
  },
  'true-client-ip-believed': {
    profile: 'entry',
    fault: believes('true-client-ip'),
    kills: ['RATE-BYPASS-02'],
    because: /with True-Client-IP → 200/,
  },
  'cloudflare-address-believed': {
    profile: 'entry',
    fault: believes('cf-connecting-ip'),
    kills: ['RATE-BYPASS-02'],
    because: /with CF-Connecting-IP → 200/,
  },
  'path-in-other-case-uncounted': {
    profile: 'tiers',
    fault: misses('case'),
    kills: ['RATE-BYPASS-03'],
    because: /with the path in other case → 200/,
  },
  'slash-behind-path-uncounted': {
    profile: 'entry',
    fault: misses('trailing-slash'),
    kills: ['RATE-BYPASS-03'],
    because: /with a slash behind the path → 200/,
  },
  'doubled-slash-uncounted': {
    profile: 'entry',
    fault: misses('doubled-slash'),
    kills: ['RATE-BYPASS-03'],
    because: /with a doubled slash before the path → 200/,
  },
  'encoded-path-uncounted': {
    profile: 'entry',
    fault: misses('encoding'),
    kills: ['RATE-BYPASS-03'],
    because: /with a percent-encoded letter in the path → 200/,
  },
  'dot-segment-uncounted': {
    profile: 'entry',
    fault: misses('dot-segment'),
    kills: ['RATE-BYPASS-03'],
    because: /with a (?:dot|parent) segment before the path → 200/,
  },
  'matrix-parameter-uncounted': {
    profile: 'entry',
    fault: misses('matrix-parameter'),
    kills: ['RATE-BYPASS-03'],
    because: /with a matrix parameter behind the path → 200/,
  },
  'query-uncounted': {
    profile: 'tiers',
    fault: misses('query'),
    kills: ['RATE-BYPASS-03'],
    because: /with a query behind the path → 200/,
  },
  'overridden-method-uncounted': {
    profile: 'tiers',
    fault: overrides('x-http-method-override'),
    kills: ['RATE-BYPASS-04'],
    because: /GET \/jobs\/1 by POST with X-HTTP-Method-Override → 200/,
  },
  'method-in-query-uncounted': {
    profile: 'entry',
    fault: overrides('_method'),
    kills: ['RATE-BYPASS-04'],
    because: /by POST with _method in the query → 200/,
  },
  'head-uncounted': {
    profile: 'entry',
    fault: overrides('head'),
    kills: ['RATE-BYPASS-04'],
    because: /by HEAD → 200/,
  },
  'connections-unlimited': {
    profile: 'entry',
    fault: { connections: { limit: 0 } },
    kills: ['RATE-CONNECTIONS-01'],
    because: /connections of one address, POST \/upload: was answered with 200/,
  },
  'one-connection-too-many': {
    profile: 'entry',
    fault: { connections: { limit: 11 } },
    kills: ['RATE-CONNECTIONS-01'],
    because: /: was answered with 200/,
  },
  'one-connection-too-few': {
    profile: 'entry',
    fault: { connections: { limit: 9 } },
    kills: ['RATE-CONNECTIONS-01'],
    because: /: connection 10 was answered with 503/,
  },
  'connections-of-all-counted-together': {
    profile: 'entry',
    fault: { connections: { counted: 'all' } },
    kills: ['RATE-CONNECTIONS-01'],
    because: /: it was answered with 503/,
  },
  'closed-connections-counted': {
    profile: 'entry',
    fault: { connections: { forgotten: false } },
    kills: ['RATE-CONNECTIONS-01'],
    because: /: it was answered with 503/,
  },
} as const satisfies Record<string, Mutant>;
