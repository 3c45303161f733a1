import { browserPolicyMutants } from './browser-policies.ts';
import { cspPresenceMutants } from './csp-presence.ts';
import { sends, sendsOn } from './field-fault.ts';
import type { Mutant } from './mutant.ts';

export const headersMutants = {
  ...browserPolicyMutants,
  ...cspPresenceMutants,
  'cache-control-missing': {
    profile: 'fields',
    fault: { fields: { onSensitive: { 'Cache-Control': [] } } },
    kills: ['HDR-CACHE-01'],
    because: /no Cache-Control field/,
  },
  'cache-control-public': {
    profile: 'fields',
    fault: { fields: { onSensitive: { 'Cache-Control': ['no-store, public'] } } },
    kills: ['HDR-CACHE-01'],
    because: /Cache-Control: no-store, public/,
  },
  'cache-control-without-no-store': {
    profile: 'development',
    fault: { fields: { onSensitive: { 'Cache-Control': ['private, max-age=600'] } } },
    kills: ['HDR-CACHE-01'],
    because: /Cache-Control: private, max-age=600/,
  },
  'charset-missing': {
    profile: 'fields',
    fault: { fields: { charset: '' } },
    kills: ['HDR-CTYPE-01'],
    because: /Content-Type: text\/html$/,
  },
  'charset-other': {
    profile: 'development',
    fault: { fields: { charset: 'iso-8859-1' } },
    kills: ['HDR-CTYPE-01'],
    because: /charset=iso-8859-1$/,
  },
  'content-type-missing-on-not-found': {
    profile: 'fields',
    fault: sendsOn('not-found', 'Content-Type'),
    kills: ['HDR-CTYPE-01'],
    because: /→ 404: no Content-Type field/,
  },
  'server-with-version': {
    profile: 'fields',
    fault: sends('Server', 'nginx/1.27.3'),
    kills: ['HDR-SERVER-01'],
    because: /Server: nginx\/1\.27\.3$/,
  },
  'server-missing-on-rate-limited': {
    profile: 'essentials',
    fault: sendsOn('rate-limited', 'Server'),
    kills: ['HDR-SERVER-01'],
    because: /→ 429: no Server field/,
  },
  'server-in-development': {
    profile: 'development',
    fault: sends('Server', 'uvicorn'),
    kills: ['HDR-SERVER-01'],
    because: /Server: uvicorn$/,
  },
  'framework-named': {
    profile: 'fields',
    fault: sends('X-Powered-By', 'Express'),
    kills: ['HDR-LEAK-01'],
    because: /X-Powered-By: Express$/,
  },
  'framework-named-on-server-error': {
    profile: 'fields',
    fault: sendsOn('server-error', 'X-AspNet-Version', '4.0.30319'),
    kills: ['HDR-LEAK-01'],
    because: /→ 500: X-AspNet-Version: 4\.0\.30319$/,
  },
  'frame-options-twice': {
    profile: 'fields',
    fault: sends('X-Frame-Options', 'DENY', 'DENY'),
    kills: ['HDR-DUPLICATE-01'],
    because: /2 lines: X-Frame-Options: DENY and X-Frame-Options: DENY$/,
  },
  'referrer-policy-twice-on-not-found': {
    profile: 'development',
    fault: sendsOn('not-found', 'Referrer-Policy', 'no-referrer', 'strict-origin-when-cross-origin'),
    kills: ['HDR-DUPLICATE-01'],
    because: /→ 404: 2 lines: Referrer-Policy/,
  },
  'additional-field-missing': {
    profile: 'fields',
    fault: sends('X-Permitted-Cross-Domain-Policies'),
    kills: ['HDR-ADDITIONAL-01'],
    because: /no X-Permitted-Cross-Domain-Policies field$/,
  },
  'additional-field-wrong-on-redirect': {
    profile: 'fields',
    fault: sendsOn('redirect', 'X-DNS-Prefetch-Control', 'on'),
    kills: ['HDR-ADDITIONAL-01'],
    because: /→ 302: X-DNS-Prefetch-Control: on$/,
  },
} as const satisfies Record<string, Mutant>;
