import type { Mutant } from './mutant.ts';

const ANNOUNCED = 'h3=":{port}"; ma=86400';

/** What is said of HTTP/3, and what its port does. */
export const http3Mutants = {
  'http3-announced-and-not-served': {
    profile: 'strict-names',
    fault: { http3: { altSvc: 'h3-29=":{port}", h3="localhost:{port}"' } },
    kills: ['TLS-HTTP3-01', 'TLS-HTTP3-02'],
    because: /nothing listens there|Alt-Svc: h3-29/,
  },
  'http3-in-drafts-alone': {
    profile: 'resuming',
    fault: { http3: { versions: ['0a1a2a3a', 'ff00001d', 'ff000020'] } },
    kills: ['TLS-HTTP3-01'],
    because: /^QUIC on UDP port \d+: versions draft-29, draft-32/,
  },
  'http3-not-announced': {
    profile: 'resuming',
    fault: { http3: { altSvc: 'clear' } },
    kills: ['TLS-HTTP3-02'],
    because: /: Alt-Svc: clear/,
  },
  'http3-announced-though-refused': {
    profile: 'strict-names',
    fault: { http3: { altSvc: ANNOUNCED, listens: true } },
    kills: ['TLS-HTTP3-02', 'TLS-HTTP3-03'],
    because: /Alt-Svc: h3=|versions v2, v1/,
  },
  'quic-served-unannounced': {
    profile: 'strict-names',
    fault: { http3: { listens: true } },
    kills: ['TLS-HTTP3-03'],
    because: /^QUIC on UDP port \d+: versions v2, v1/,
  },
  'quic-answers-small-datagrams': {
    profile: 'resuming',
    fault: { http3: { smallDatagrams: 'answer' } },
    kills: ['TLS-HTTP3-04'],
    because: /^QUIC on UDP port \d+: a Version Negotiation packet/,
  },
} as const satisfies Record<string, Mutant>;
