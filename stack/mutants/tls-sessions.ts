import type { Mutant } from './mutant.ts';

/** What is resumed, and what is negotiated twice. */
export const tlsSessionsMutants = {
  'session-ids-forgotten': {
    profile: 'resuming',
    fault: { sessions: { ids: false } },
    kills: ['TLS-SESSION-01'],
    because: /^TLSv1\.2 session by id: the session was not resumed/,
  },
  'session-ids-kept': {
    profile: 'strict-names',
    fault: { sessions: { ids: true } },
    kills: ['TLS-SESSION-01'],
    because: /^TLSv1\.2 session by id: the session was resumed/,
  },
  'tls12-tickets-not-issued': {
    profile: 'resuming',
    fault: { sessions: { ticketVersions: ['TLSv1.3'] } },
    kills: ['TLS-SESSION-02'],
    because: /^TLSv1\.2 session by ticket: nothing to resume was issued/,
  },
  'tls12-tickets-issued': {
    profile: 'strict-names',
    fault: { sessions: { ticketVersions: ['TLSv1.2'] } },
    kills: ['TLS-SESSION-02'],
    because: /^TLSv1\.2 session by ticket: a ticket of \d+ bytes was issued/,
  },
  'tls13-sessions-not-resumed': {
    profile: 'resuming',
    fault: { sessions: { ticketVersions: ['TLSv1.2'] } },
    kills: ['TLS-SESSION-03'],
    because: /^TLSv1\.3 session by psk: the session was not resumed/,
  },
  'tls13-sessions-resumed': {
    profile: 'strict-names',
    fault: { sessions: { ticketVersions: ['TLSv1.3'] } },
    kills: ['TLS-SESSION-03'],
    because: /^TLSv1\.3 session by psk: the session was resumed/,
  },
  'ticket-keys-not-shared': {
    profile: 'resuming',
    fault: { sessions: { ticketKeys: 'renewed' } },
    kills: ['TLS-SESSION-02', 'TLS-SESSION-03'],
    because: /session by (?:ticket|psk): the session was not resumed/,
  },
  'tickets-for-a-week': {
    profile: 'resuming',
    fault: { sessions: { lifetimeSeconds: 604_800 } },
    kills: ['TLS-SESSION-04'],
    because: /^TLSv1\.[23] ticket: 604800 s$/,
  },
  'tickets-for-a-second-too-long': {
    profile: 'resuming',
    fault: { sessions: { lifetimeSeconds: 86_401 } },
    kills: ['TLS-SESSION-04'],
    because: /^TLSv1\.[23] ticket: 86401 s$/,
  },
  'sessions-shared-between-names': {
    profile: 'resuming',
    fault: { sessions: { sharedBetweenNames: true } },
    kills: ['TLS-SESSION-05'],
    because: /^TLSv1\.[23] session by (?:id|ticket|psk) under unknown\.invalid: the session was resumed/,
  },
  'client-renegotiation-accepted': {
    profile: 'resuming',
    fault: { sessions: { renegotiation: 'accept' } },
    kills: ['TLS-RENEGOTIATION-01'],
    because: /: accepted, 3 of 3 times/,
  },
} as const satisfies Record<string, Mutant>;
