import { browserPolicyMutants } from './browser-policies.ts';
import { sends, sendsOn } from './field-fault.ts';
import type { Mutant } from './mutant.ts';

const CSP = 'Content-Security-Policy';

/** The policy of the staging profile, with another script-src. */
const policy = (scripts: string) =>
  `default-src 'self'; ${scripts}; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'`;

const SCRIPTS = "script-src 'self' 'nonce-*'";

export const headersMutants = {
  ...browserPolicyMutants,
  'csp-missing': {
    profile: 'staging',
    fault: sends(CSP),
    kills: ['HDR-CSP-01'],
    because: /GET \/ → 200: no Content-Security-Policy field/,
  },
  'csp-missing-on-not-found': {
    profile: 'development',
    fault: sendsOn('not-found', CSP),
    kills: ['HDR-CSP-01'],
    because: /→ 404: no Content-Security-Policy field/,
  },
  'csp-only-reported': {
    profile: 'staging',
    fault: { fields: { everywhere: { [CSP]: [], [`${CSP}-Report-Only`]: [policy(SCRIPTS)] } } },
    kills: ['HDR-CSP-01'],
    because: /Report-Only that enforces nothing/,
  },
  'csp-directive-left-out': {
    profile: 'staging',
    fault: sends(CSP, policy(SCRIPTS).replace("object-src 'none'; ", '')),
    kills: ['HDR-CSP-01'],
    because: /: no directive object-src$/,
  },
  'csp-without-nonce': {
    profile: 'staging',
    fault: sends(CSP, policy("script-src 'self'")),
    kills: ['HDR-CSP-01'],
    because: /: script-src 'self'$/,
  },
  'csp-with-unsafe-inline': {
    profile: 'staging',
    fault: sends(CSP, policy(`${SCRIPTS} 'unsafe-inline'`)),
    kills: ['HDR-CSP-01'],
    because: /'unsafe-inline'$/,
  },
  'csp-laxer-on-server-error': {
    profile: 'staging',
    fault: sendsOn('server-error', CSP, policy('script-src *')),
    kills: ['HDR-CSP-01'],
    because: /→ 500: script-src \*$/,
  },
  'cache-control-missing': {
    profile: 'staging',
    fault: { fields: { onSensitive: { 'Cache-Control': [] } } },
    kills: ['HDR-CACHE-01'],
    because: /no Cache-Control field/,
  },
  'cache-control-public': {
    profile: 'staging',
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
    profile: 'staging',
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
    profile: 'staging',
    fault: sendsOn('not-found', 'Content-Type'),
    kills: ['HDR-CTYPE-01'],
    because: /→ 404: no Content-Type field/,
  },
  'server-with-version': {
    profile: 'staging',
    fault: sends('Server', 'nginx/1.27.3'),
    kills: ['HDR-SERVER-01'],
    because: /Server: nginx\/1\.27\.3$/,
  },
  'server-missing-on-rate-limited': {
    profile: 'staging',
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
    profile: 'staging',
    fault: sends('X-Powered-By', 'Express'),
    kills: ['HDR-LEAK-01'],
    because: /X-Powered-By: Express$/,
  },
  'framework-named-on-server-error': {
    profile: 'staging',
    fault: sendsOn('server-error', 'X-AspNet-Version', '4.0.30319'),
    kills: ['HDR-LEAK-01'],
    because: /→ 500: X-AspNet-Version: 4\.0\.30319$/,
  },
  'frame-options-twice': {
    profile: 'staging',
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
    profile: 'staging',
    fault: sends('X-Permitted-Cross-Domain-Policies'),
    kills: ['HDR-ADDITIONAL-01'],
    because: /no X-Permitted-Cross-Domain-Policies field$/,
  },
  'additional-field-wrong-on-redirect': {
    profile: 'staging',
    fault: sendsOn('redirect', 'X-DNS-Prefetch-Control', 'on'),
    kills: ['HDR-ADDITIONAL-01'],
    because: /→ 302: X-DNS-Prefetch-Control: on$/,
  },
} as const satisfies Record<string, Mutant>;
