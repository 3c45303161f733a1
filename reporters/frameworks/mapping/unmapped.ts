import type { Controls } from './theme.ts';

/** Controls that no requirement of our frameworks asks for, and why they are there all the same. */
export const unmapped: readonly { readonly controls: readonly Controls[]; readonly reason: string }[] = [
  {
    controls: ['REDIR-PATH-01', 'REDIR-QUERY', 'REDIR-STATUS-02', 'REDIR-ACME'],
    reason: 'It keeps links and the renewal of certificates working once plain HTTP is redirected.',
  },
  {
    controls: ['HDR-HSTS-06', 'HDR-HSTS-07'],
    reason: 'It keeps to RFC 6797 and to the profile; no framework asks for the absence of the field.',
  },
  {
    controls: ['EXP-ROUTES'],
    reason: 'It shows that the profile describes the target; the other controls rest on that.',
  },
  {
    controls: ['CORS-PREFLIGHT', 'CORS-METHODS-01', 'CORS-HEADERS-01', 'CORS-MAXAGE', 'CORS-ERRORS'],
    reason: 'It shows that what is allowed works, without which a refusal would prove nothing.',
  },
  {
    controls: ['RATE-ROUTES', 'RATE-EXEMPT', 'RATE-RETRY', 'RATE-RECOVERY-02', 'RATE-FIELDS'],
    reason: 'It is for clients that keep to the limits: they are told of them, and let in again.',
  },
  {
    controls: ['TLS-SNI-04', 'TLS-ALPN-01', 'TLS-ALPN-02', 'TLS-HTTP3-01', 'TLS-HTTP3-02'],
    reason: 'It is for clients that have to get in: what is announced and declared is there.',
  },
];
