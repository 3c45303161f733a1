import type { LocationBehaviour, PlainEntryBehaviour } from '../behaviour/plain-entry.ts';
import { chainMutants } from './chains.ts';
import type { Mutant } from './mutant.ts';

const plain = (change: Partial<PlainEntryBehaviour>): Mutant['fault'] => ({ plain: change });
const location = (change: Partial<LocationBehaviour>): Mutant['fault'] => ({ plain: { location: change } });

export const redirectsMutants = {
  ...chainMutants,
  'redirect-found-instead-of-permanent': {
    profile: 'essentials',
    fault: plain({ status: 302 }),
    kills: ['REDIR-STATUS-01'],
    because: /GET \/ → 302: 302 to https:/,
  },
  'redirect-status-not-in-profile': {
    profile: 'other-redirects',
    fault: plain({ status: 308 }),
    kills: ['REDIR-STATUS-01'],
    because: /GET \/guide → 308: 308 to https:/,
  },
  'page-over-plain-http': {
    profile: 'essentials',
    fault: plain({ pages: 'serve' }),
    kills: ['REDIR-STATUS-01'],
    because: /GET \/ → 200: 200, which is no redirect/,
  },
  'redirect-get-only': {
    profile: 'essentials',
    fault: plain({ head: 'refuse' }),
    kills: ['REDIR-STATUS-02'],
    because: /HEAD \/ → 403: 403, which is no redirect/,
  },
  'redirect-to-http': {
    profile: 'essentials',
    fault: location({ scheme: 'http' }),
    kills: ['REDIR-HTTPS-01'],
    because: /301 to http:\/\/localhost:/,
  },
  'redirect-to-foreign-host': {
    profile: 'essentials',
    fault: location({ host: 'foreign' }),
    kills: ['REDIR-HTTPS-01'],
    because: /301 to https:\/\/foreign\.example:/,
  },
  'redirect-without-port': {
    profile: 'essentials',
    fault: location({ port: 'left-out' }),
    kills: ['REDIR-HTTPS-01'],
    because: /301 to https:\/\/localhost\//,
  },
  'redirect-path-dropped': {
    profile: 'essentials',
    fault: location({ path: 'dropped' }),
    kills: ['REDIR-PATH-01'],
    because: /GET \/plumbline\/path → 301: 301 to https:\/\/localhost:\d+\/$/,
  },
  'redirect-path-decoded': {
    profile: 'essentials',
    fault: location({ path: 'decoded' }),
    kills: ['REDIR-PATH-01'],
    because: /GET \/plumbline\/a%2Fb → 301: .*\/plumbline\/a\/b$/,
  },
  'redirect-path-encoded-anew': {
    profile: 'essentials',
    fault: location({ path: 'encoded-anew' }),
    kills: ['REDIR-PATH-01'],
    because: /GET \/plumbline\/caf%c3%a9 → 301: .*caf%C3%A9$/,
  },
  'redirect-slash-trimmed': {
    profile: 'essentials',
    fault: location({ path: 'slash-trimmed' }),
    kills: ['REDIR-PATH-01'],
    because: /MixedCase\/ → 301: .*MixedCase$/,
  },
  'redirect-relative-on-double-slash': {
    profile: 'essentials',
    fault: location({ doubleSlash: 'relative' }),
    kills: ['REDIR-PATH-02'],
    because: /GET \/\/elsewhere\.example\/x → 301: Location: \/\/elsewhere\.example\/x/,
  },
  'redirect-splits-response': {
    profile: 'essentials',
    fault: location({ lineBreaks: 'decoded' }),
    kills: ['REDIR-PATH-03'],
    because: /→ 301: X-Plumbline-Injected:%201/,
  },
  'redirect-query-dropped': {
    profile: 'essentials',
    fault: location({ query: 'dropped' }),
    kills: ['REDIR-QUERY-01'],
    because: /\?a=1&b=2 → 301: .*\/plumbline\/path$/,
  },
  'redirect-query-decoded': {
    profile: 'essentials',
    fault: location({ query: 'decoded' }),
    kills: ['REDIR-QUERY-01'],
    because: /q=a%20b%26c%3Dd → 301: .*q=a b&c=d/,
  },
  'redirect-query-plus-as-space': {
    profile: 'essentials',
    fault: location({ query: 'plus-as-space' }),
    kills: ['REDIR-QUERY-01'],
    because: /q=a\+b%2Bc → 301: .*q=a%20b%2Bc/,
  },
  'redirect-query-doubled': {
    profile: 'essentials',
    fault: location({ query: 'doubled' }),
    kills: ['REDIR-QUERY-01'],
    because: /\?a=1&b=2\?a=1&b=2$/,
  },
  'redirect-query-keys-merged': {
    profile: 'essentials',
    fault: location({ query: 'keys-merged' }),
    kills: ['REDIR-QUERY-01'],
    because: /q=1&q=2&q=1 → 301: .*\?q=1$/,
  },
  'redirect-host-from-host-field': {
    profile: 'essentials',
    fault: location({ host: 'host-field' }),
    kills: ['REDIR-HOST-01'],
    because: /Location: https:\/\/elsewhere\.example:/,
  },
  'redirect-host-from-x-forwarded-host': {
    profile: 'essentials',
    fault: location({ host: 'x-forwarded-host' }),
    kills: ['REDIR-HOST-02'],
    because: /Location: https:\/\/elsewhere\.example:/,
  },
  'redirect-host-from-forwarded': {
    profile: 'essentials',
    fault: location({ host: 'forwarded' }),
    kills: ['REDIR-HOST-02'],
    because: /Location: https:\/\/elsewhere\.example:/,
  },
  'post-over-plain-http': {
    profile: 'essentials',
    fault: plain({ post: 'process' }),
    kills: ['REDIR-POST-01'],
    because: /POST \/login → 200: 200, which is no redirect/,
  },
  'post-over-plain-http-redirects-on': {
    profile: 'essentials',
    fault: plain({ post: 'process-and-redirect' }),
    kills: ['REDIR-POST-01'],
    because: /POST \/login → 303: 303 to \/done/,
  },
  'api-over-plain-http': {
    profile: 'essentials',
    fault: plain({ api: 'serve' }),
    kills: ['REDIR-API-01'],
    because: /GET \/videos → 200: 200, which is no redirect/,
  },
  'api-redirected-instead-of-refused': {
    profile: 'other-redirects',
    fault: plain({ api: 'redirect' }),
    kills: ['REDIR-API-01'],
    because: /GET \/videos → 301: 301 to https:/,
  },
  'api-post-redirected-instead-of-refused': {
    profile: 'other-redirects',
    fault: plain({ post: 'redirect' }),
    kills: ['REDIR-API-01'],
    because: /POST \/analyze → 301: 301 to https:/,
  },
  'acme-challenge-redirected': {
    profile: 'other-redirects',
    fault: plain({ acme: 'redirect' }),
    kills: ['REDIR-ACME-01'],
    because: /acme-challenge\/\S+ → 301: 301 to https:/,
  },
  'acme-challenge-refused': {
    profile: 'other-redirects',
    fault: plain({ acme: 'refuse' }),
    kills: ['REDIR-ACME-01'],
    because: /acme-challenge\/\S+ → 403: 403, which is no redirect/,
  },
  'cookie-over-plain-http': {
    profile: 'essentials',
    fault: plain({ fields: { 'Set-Cookie': ['visit=1; Path=/; Secure; HttpOnly; SameSite=Lax'] } }),
    kills: ['REDIR-COOKIE-01'],
    because: /GET \/ → 301: Set-Cookie: visit/,
  },
  'plain-http-on-tls-port': {
    profile: 'essentials',
    fault: plain({ tlsPort: 'serve' }),
    kills: ['REDIR-TLSPORT-01'],
    because: /GET \/ HTTP\/1\.1 → 200: HTTP\/1\.1 200 OK/,
  },
} as const satisfies Record<string, Mutant>;
