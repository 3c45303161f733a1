import type { Mutant } from './mutant.ts';

/** Time that is wasted, each behind a budget of half of it. */
export const latencyMutants = {
  'half-a-millisecond-for-tls': {
    profile: 'latency',
    fault: { slowness: { tls: 0.5 } },
    kills: ['LAT-TLS-01'],
    because: /^https over plain http, open connections: p50 \+/,
  },
  'a-millisecond-for-fields': {
    profile: 'latency-fields',
    fault: { slowness: { fields: 1 } },
    kills: ['LAT-HEADERS-01'],
    because: /^with fields over without, open connections: p50 \+/,
  },
  'a-millisecond-for-limits': {
    profile: 'latency-limits',
    fault: { slowness: { limits: 1 } },
    kills: ['LAT-LIMITER-01'],
    because: /^with a limit over without, open connections: p50 \+/,
  },
  'five-milliseconds-for-forwarding': {
    profile: 'latency-edge',
    fault: { slowness: { forwarding: 5 } },
    kills: ['LAT-EDGE-01'],
    because: /^TLS entry over application, open connections: p50 \+/,
  },
  'slow-handshakes': {
    profile: 'latency-handshakes',
    fault: { slowness: { handshake: 40 } },
    kills: ['LAT-TLS-02', 'LAT-TLS-03'],
    because: /^https over plain http, (?:new|resumed) connections: p50 \+/,
  },
  'slow-client-certificates': {
    profile: 'latency-mutual',
    fault: { slowness: { clients: 40 } },
    kills: ['LAT-MTLS-01'],
    because: /^with client certificates over without, new connections: p50 \+/,
  },
  // The median knows nothing of it.
  'one-slow-request-in-twenty': {
    profile: 'latency',
    fault: { slowness: { twentieth: 15 } },
    kills: ['LAT-TLS-01'],
    because: /^https over plain http, open connections: p95 \+[^;]*$/,
  },
} as const satisfies Record<string, Mutant>;
