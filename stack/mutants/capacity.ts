import type { Mutant } from './mutant.ts';

/** What can be wrong about a target under load. */
export const capacityMutants = {
  // A target that is slower than what is asked for keeps requests waiting, so its latency cannot hold either.
  'load-capped-at-10-a-second': {
    profile: 'load',
    fault: { capacity: { perSecond: 10 } },
    kills: ['CAP-THROUGHPUT-01', 'CAP-P95-01', 'CAP-P99-01'],
    because: /GET \/health: (?:1\d\.\d a second|p9[59] is \d+\.\d ms .*)/,
  },
  'load-one-answer-in-eight-late': {
    profile: 'load',
    fault: { capacity: { lateOneIn: 8, lateByMs: 2000 } },
    kills: ['CAP-P95-01', 'CAP-P99-01'],
    because: /GET \/health: p9[59] is \d+\.\d ms/,
  },
  'load-one-answer-in-forty-late': {
    profile: 'load',
    fault: { capacity: { lateOneIn: 40 } },
    kills: ['CAP-P99-01'],
    because: /GET \/health: p99 is \d+\.\d ms/,
  },
  'load-one-answer-in-a-hundred-failing': {
    profile: 'failures',
    fault: { capacity: { failsOneIn: 100 } },
    kills: ['CAP-ERRORS-01'],
    because: /GET \/health: 1\.\d\d % of \d+ requests failed .* × 503.*; stopped after/,
  },
} as const satisfies Record<string, Mutant>;
