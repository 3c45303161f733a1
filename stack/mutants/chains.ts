import type { Mutant } from './mutant.ts';

/**
 * Redirects that the TLS entry makes after the plain-http entry did its part. The page that they replace is declared
 * to answer 200, which is a control of its own.
 */
export const chainMutants = {
  'redirect-loop': {
    profile: 'other-redirects',
    fault: { onward: { '/guide': { to: 'https', path: '/guide' } } },
    kills: ['REDIR-CHAIN-01', 'EXP-ROUTES-01'],
    because: /^GET \/guide → (301: .*\(302\) → 302 to https:\/\/localhost:\d+\/guide|302: status 302)$/,
  },
  // Four where three are allowed, with the one of the plain-http entry.
  'redirect-hop-too-many': {
    profile: 'other-redirects',
    fault: {
      onward: {
        '/guide': { to: 'https', path: '/guide/' },
        '/guide/': { to: 'https', path: '/en/guide/' },
        '/en/guide/': { to: 'https', path: '/' },
      },
    },
    kills: ['REDIR-CHAIN-01', 'EXP-ROUTES-01'],
    because:
      /^GET \/guide → (301: .*\/en\/guide\/ \(302\) → https:\/\/localhost:\d+\/ \(200\)|302: status 302)$/,
  },
  'redirect-to-missing-page': {
    profile: 'other-redirects',
    fault: { onward: { '/guide': { to: 'https', path: '/gone' } } },
    kills: ['REDIR-CHAIN-01', 'EXP-ROUTES-01'],
    because: /^GET \/guide → (301: .*\/gone \(404\)|302: status 302)$/,
  },
  'redirect-back-to-http': {
    profile: 'other-redirects',
    fault: { onward: { '/guide': { to: 'http', path: '/' } } },
    kills: ['REDIR-CHAIN-02', 'EXP-ROUTES-01'],
    because:
      /^GET \/guide → (301: https:\/\/localhost:\d+\/guide: 302 to http:\/\/localhost:\d+\/|302: status 302)$/,
  },
} as const satisfies Record<string, Mutant>;
