import { sendsOn } from './field-fault.ts';
import type { Mutant } from './mutant.ts';

const HOUR = 3600;

export const cookiesMutants = {
  'cookie-not-secure': {
    profile: 'fields',
    fault: { cookies: { secure: false } },
    // Browsers refuse a __Host- cookie without Secure.
    kills: ['COOKIE-SECURE-01', 'COOKIE-HOSTPREFIX-01'],
    because: /POST \/login → 200: Set-Cookie: __Host-session; (?!.*Secure)/,
  },
  'cookie-for-secure-hosts-not-secure': {
    profile: 'secure-prefix',
    fault: { cookies: { secure: false } },
    kills: ['COOKIE-SECURE-01', 'COOKIE-SECUREPREFIX-01'],
    because: /Set-Cookie: __Secure-session; (?!.*Secure)/,
  },
  'cookie-of-a-page-not-secure': {
    profile: 'secure-prefix',
    fault: sendsOn('page', 'Set-Cookie', '__Secure-theme=dark; Path=/; SameSite=Lax'),
    kills: ['COOKIE-SECURE-01', 'COOKIE-SECUREPREFIX-01'],
    because: /GET \/ → 200: Set-Cookie: __Secure-theme; Path=\/; SameSite=Lax$/,
  },
  'cookie-for-scripts': {
    profile: 'fields',
    fault: { cookies: { httpOnly: false } },
    kills: ['COOKIE-HTTPONLY-01'],
    because: /__Host-session; (?!.*HttpOnly)/,
  },
  'cookie-for-scripts-on-not-found': {
    profile: 'secure-prefix',
    fault: sendsOn('not-found', 'Set-Cookie', '__Secure-last=1; Path=/; Secure; SameSite=Lax'),
    kills: ['COOKIE-HTTPONLY-01'],
    because: /→ 404: Set-Cookie: __Secure-last; Path=\/; Secure; SameSite=Lax$/,
  },
  'cookie-without-same-site': {
    profile: 'fields',
    fault: { cookies: { sameSite: '' } },
    kills: ['COOKIE-SAMESITE-01'],
    because: /__Host-session; (?!.*SameSite)/,
  },
  'cookie-for-other-sites': {
    profile: 'fields',
    fault: { cookies: { sameSite: 'None' } },
    kills: ['COOKIE-SAMESITE-01'],
    because: /SameSite=None/,
  },
  'cookie-without-prefix': {
    profile: 'fields',
    fault: { cookies: { name: 'session' } },
    kills: ['COOKIE-PREFIX-01'],
    because: /Set-Cookie: session; /,
  },
  'cookie-prefix-in-capitals': {
    profile: 'fields',
    fault: { cookies: { name: '__HOST-session' } },
    kills: ['COOKIE-PREFIX-01'],
    because: /Set-Cookie: __HOST-session; /,
  },
  'cookie-for-one-path': {
    profile: 'fields',
    fault: { cookies: { path: '/account' } },
    kills: ['COOKIE-HOSTPREFIX-01'],
    because: /Path=\/account/,
  },
  'cookie-for-subdomains': {
    profile: 'fields',
    fault: { cookies: { domain: 'localhost' } },
    // Browsers refuse a __Host- cookie with Domain.
    kills: ['COOKIE-DOMAIN-01', 'COOKIE-HOSTPREFIX-01'],
    because: /Domain=localhost/,
  },
  'cookie-max-age-long': {
    profile: 'fields',
    fault: { cookies: { lifetimeSeconds: 720 * HOUR } },
    kills: ['COOKIE-LIFETIME-01'],
    because: /Max-Age=2592000.*\(kept for 2592000 seconds\)$/,
  },
  'cookie-expires-late': {
    profile: 'fields',
    fault: { cookies: { lifetimeSeconds: 13 * HOUR, lifetimeIn: 'Expires' } },
    kills: ['COOKIE-LIFETIME-01'],
    because: /__Host-session; (?!.*Max-Age).*Expires=.*\(kept for 46\d{3} seconds\)$/,
  },
  'cookie-too-large': {
    profile: 'fields',
    fault: { cookies: { valueBytes: 4083 } },
    kills: ['COOKIE-SIZE-01'],
    because: /Set-Cookie: __Host-session; .*\(4097 bytes\)$/,
  },
} as const satisfies Record<string, Mutant>;
