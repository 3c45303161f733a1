import { sends, sendsOn } from './field-fault.ts';
import type { Mutant } from './mutant.ts';

const FEATURES = 'microphone=(), camera=(), payment=(), usb=(), magnetometer=()';

/** Faults in what browsers are told, Content-Security-Policy aside. */
export const browserPolicyMutants = {
  'frame-options-missing': {
    profile: 'pages',
    fault: sends('X-Frame-Options'),
    kills: ['HDR-XFO-01', 'BRW-FRAMING-02'],
    because: /GET \/ → 200(: no X-Frame-Options field|, of which X-Frame-Options alone .*: it is rendered$)/,
  },
  'frame-options-missing-on-not-found': {
    profile: 'fields',
    fault: sendsOn('not-found', 'X-Frame-Options'),
    kills: ['HDR-XFO-01'],
    because: /→ 404: no X-Frame-Options field/,
  },
  'frame-options-allow-from': {
    profile: 'pages',
    fault: sends('X-Frame-Options', 'ALLOW-FROM https://partner.example'),
    kills: ['HDR-XFO-01', 'BRW-FRAMING-02'],
    because: /X-Frame-Options: ALLOW-FROM|X-Frame-Options alone .*: it is rendered$/,
  },
  'frame-options-same-origin': {
    profile: 'fields',
    fault: sends('X-Frame-Options', 'SAMEORIGIN'),
    // The value is wrong, and it is not what frame-ancestors says.
    kills: ['HDR-XFO-01', 'HDR-CONFLICT-01'],
    because: /X-Frame-Options: SAMEORIGIN/,
  },
  'frame-options-contradictory': {
    profile: 'fields',
    fault: sends('X-Frame-Options', 'DENY, SAMEORIGIN'),
    kills: ['HDR-CONFLICT-01'],
    because: /X-Frame-Options: DENY, SAMEORIGIN$/,
  },
  'framing-allowed-by-policy': {
    profile: 'development',
    fault: sends('Content-Security-Policy', "default-src 'self'; frame-ancestors https://partner.example"),
    kills: ['HDR-CONFLICT-01'],
    because: /X-Frame-Options: DENY and frame-ancestors https:\/\/partner\.example$/,
  },
  'nosniff-missing': {
    profile: 'fields',
    fault: sends('X-Content-Type-Options'),
    kills: ['HDR-XCTO-01'],
    because: /GET \/ → 200: no X-Content-Type-Options field/,
  },
  'nosniff-missing-on-too-large': {
    profile: 'fields',
    fault: sendsOn('too-large', 'X-Content-Type-Options'),
    kills: ['HDR-XCTO-01'],
    because: /→ 413: no X-Content-Type-Options field/,
  },
  'nosniff-misspelt': {
    profile: 'development',
    fault: sends('X-Content-Type-Options', 'no-sniff'),
    kills: ['HDR-XCTO-01'],
    because: /X-Content-Type-Options: no-sniff/,
  },
  'xss-protection-missing-on-preflight': {
    profile: 'fields',
    fault: sendsOn('preflight', 'X-XSS-Protection'),
    kills: ['HDR-XXSS-01'],
    because: /→ 204: no X-XSS-Protection field/,
  },
  'xss-protection-without-block': {
    profile: 'fields',
    fault: sends('X-XSS-Protection', '1'),
    kills: ['HDR-XXSS-01'],
    because: /X-XSS-Protection: 1$/,
  },
  'referrer-policy-missing-on-server-error': {
    profile: 'fields',
    fault: sendsOn('server-error', 'Referrer-Policy'),
    kills: ['HDR-REFERRER-01'],
    because: /→ 500: no Referrer-Policy field/,
  },
  'referrer-policy-overridden': {
    profile: 'fields',
    fault: sends('Referrer-Policy', 'strict-origin-when-cross-origin, unsafe-url'),
    kills: ['HDR-REFERRER-01'],
    because: /Referrer-Policy: .*unsafe-url/,
  },
  'permissions-missing': {
    profile: 'fields',
    fault: sends('Permissions-Policy'),
    kills: ['HDR-PERMISSIONS-01', 'HDR-PERMISSIONS-02'],
    because: /GET \/ → 200: no Permissions-Policy field/,
  },
  'permissions-missing-on-method-not-allowed': {
    profile: 'fields',
    fault: sendsOn('method-not-allowed', 'Permissions-Policy'),
    kills: ['HDR-PERMISSIONS-01'],
    because: /→ 405: no Permissions-Policy field/,
  },
  'permissions-feature-allowed': {
    profile: 'fields',
    fault: sends('Permissions-Policy', `geolocation=(self "https://maps.example"), ${FEATURES}`),
    kills: ['HDR-PERMISSIONS-01'],
    because: /does not so restrict geolocation$/,
  },
  'permissions-feature-left-out': {
    profile: 'fields',
    fault: sends('Permissions-Policy', FEATURES),
    kills: ['HDR-PERMISSIONS-01'],
    because: /does not so restrict geolocation$/,
  },
  'permissions-legacy-syntax': {
    profile: 'fields',
    fault: sends('Permissions-Policy', "geolocation 'none'; microphone 'none'; camera 'none'"),
    // Browsers drop the field, so nothing is restricted either.
    kills: ['HDR-PERMISSIONS-01', 'HDR-PERMISSIONS-02'],
    because: /geolocation 'none'.*Parse error/,
  },
  'permissions-without-allowlist': {
    profile: 'fields',
    fault: sends('Permissions-Policy', `geolocation=(), ${FEATURES}, fullscreen`),
    kills: ['HDR-PERMISSIONS-02'],
    because: /where fullscreen has no allowlist/,
  },
  'opener-policy-missing': {
    profile: 'fields',
    fault: sends('Cross-Origin-Opener-Policy'),
    kills: ['HDR-COOP-01'],
    because: /no Cross-Origin-Opener-Policy field/,
  },
  'opener-policy-twice': {
    profile: 'fields',
    fault: sends('Cross-Origin-Opener-Policy', 'same-origin', 'same-origin'),
    // Two lines are no structured-field item, so browsers drop both.
    kills: ['HDR-COOP-01', 'HDR-DUPLICATE-01'],
    because: /same-origin and Cross-Origin-Opener-Policy: same-origin/,
  },
  'embedder-policy-missing-on-redirect': {
    profile: 'fields',
    fault: sendsOn('redirect', 'Cross-Origin-Embedder-Policy'),
    kills: ['HDR-COEP-01'],
    because: /→ 302: no Cross-Origin-Embedder-Policy field/,
  },
  'embedder-policy-none': {
    profile: 'fields',
    fault: sends('Cross-Origin-Embedder-Policy', 'unsafe-none'),
    kills: ['HDR-COEP-01'],
    because: /Cross-Origin-Embedder-Policy: unsafe-none/,
  },
  'resource-policy-missing-on-rate-limited': {
    profile: 'essentials',
    fault: sendsOn('rate-limited', 'Cross-Origin-Resource-Policy'),
    kills: ['HDR-CORP-01'],
    because: /→ 429: no Cross-Origin-Resource-Policy field/,
  },
  'resource-policy-cross-origin': {
    profile: 'fields',
    fault: sends('Cross-Origin-Resource-Policy', 'cross-origin'),
    kills: ['HDR-CORP-01'],
    because: /Cross-Origin-Resource-Policy: cross-origin/,
  },
} as const satisfies Record<string, Mutant>;
