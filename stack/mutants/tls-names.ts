import type { Mutant } from './mutant.ts';

/** What is made of server names and application protocols. */
export const tlsNamesMutants = {
  'unknown-server-name-gets-the-certificate': {
    profile: 'strict-names',
    fault: { names: { unknown: 'serve' } },
    kills: ['TLS-SNI-01'],
    because: /^ClientHello for unknown\.invalid: completed/,
  },
  'nameless-client-gets-the-certificate': {
    profile: 'strict-names',
    fault: { names: { absent: 'serve' } },
    kills: ['TLS-SNI-02'],
    because: /^ClientHello without a server name: completed/,
  },
  'nameless-client-refused': {
    profile: 'resuming',
    fault: { names: { absent: 'refuse' } },
    kills: ['TLS-SNI-02'],
    because: /^ClientHello without a server name: refused with alert unrecognized_name/,
  },
  'request-for-another-host-served': {
    profile: 'resuming',
    fault: { names: { mismatch: 'serve' } },
    kills: ['TLS-SNI-03'],
    because: /^GET \/ for localhost:\d+ in a handshake for unknown\.invalid: status 200/,
  },
  'request-for-another-host-served-over-h2': {
    profile: 'resuming',
    fault: { names: { mismatch: 'misdirect-http1' } },
    kills: ['TLS-SNI-03'],
    because: /^GET \/ for localhost:\d+ over HTTP\/2 in a handshake for unknown\.invalid: status 200/,
  },
  'server-name-compared-by-case': {
    profile: 'strict-names',
    fault: { names: { caseSensitive: true } },
    kills: ['TLS-SNI-04'],
    because: /^ClientHello for LOCALHOST: refused with alert unrecognized_name/,
  },
  'h2-not-negotiated': {
    profile: 'resuming',
    fault: { alpn: { protocols: ['http/1.1'] } },
    kills: ['TLS-ALPN-01', 'TLS-ALPN-02'],
    because:
      /^ALPN (?:h2: refused with alert no_application_protocol|http\/1\.1, h2: completed with http\/1\.1)/,
  },
  'h2-negotiated-against-the-profile': {
    profile: 'strict-names',
    fault: { alpn: { protocols: ['h2', 'http/1.1'] } },
    kills: ['TLS-ALPN-03'],
    because: /^ALPN h2: completed with h2/,
  },
  'http11-preferred-to-h2': {
    profile: 'resuming',
    fault: { alpn: { protocols: ['http/1.1', 'h2'] } },
    kills: ['TLS-ALPN-02'],
    because: /^ALPN http\/1\.1, h2: completed with http\/1\.1/,
  },
  'unknown-protocol-ignored': {
    profile: 'resuming',
    fault: { alpn: { others: 'ignore' } },
    kills: ['TLS-ALPN-03'],
    because: /^ALPN plumbline: completed without a protocol/,
  },
  'look-alike-protocol-chosen': {
    profile: 'strict-names',
    fault: { alpn: { foreign: ['http/1.10'] } },
    kills: ['TLS-ALPN-03'],
    because: /^ALPN http\/1\.10: completed with http\/1\.10/,
  },
  'ftp-chosen': {
    profile: 'resuming',
    fault: { alpn: { foreign: ['ftp'] } },
    kills: ['TLS-ALPN-04'],
    because: /^ALPN ftp, h2, http\/1\.1: completed with ftp/,
  },
  'database-protocol-chosen': {
    profile: 'strict-names',
    fault: { alpn: { foreign: ['postgresql'] } },
    kills: ['TLS-ALPN-04'],
    because: /^ALPN postgresql, http\/1\.1: completed with postgresql/,
  },
} as const satisfies Record<string, Mutant>;
