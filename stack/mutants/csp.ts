import { CSP, stagingPolicy } from './csp-fault.ts';
import { cspNonceMutants } from './csp-nonces.ts';
import { sends, sendsOn } from './field-fault.ts';
import type { Mutant } from './mutant.ts';

/** The policy of the development profile, with more in it. */
const development = (more: string) => sends(CSP, `default-src 'self'; ${more}`);

/** Faults in what the policy is good for. */
export const cspMutants = {
  ...cspNonceMutants,
  'csp-plugins-unsaid': {
    profile: 'pages',
    fault: sends(CSP, stagingPolicy({ 'object-src': undefined })),
    kills: ['CSP-OBJECT-01'],
    because: /GET \/ → 200: no directive object-src$/,
  },
  'csp-plugins-of-own-origin': {
    profile: 'pages',
    fault: sendsOn('not-found', CSP, stagingPolicy({ 'object-src': "'self'" })),
    kills: ['CSP-OBJECT-01'],
    because: /→ 404: object-src 'self'$/,
  },
  'csp-base-unsaid': {
    profile: 'pages',
    fault: sendsOn('not-found', CSP, stagingPolicy({ 'base-uri': undefined })),
    // With nonces a missing base-uri undoes them, which csp_evaluator knows.
    kills: ['CSP-BASE-01', 'CSP-STRENGTH-01'],
    because: /→ 404: (no directive base-uri$|base-uri: Missing base-uri)/,
  },
  'csp-base-of-own-origin': {
    profile: 'pages',
    fault: sendsOn('server-error', CSP, stagingPolicy({ 'base-uri': "'self'" })),
    kills: ['CSP-BASE-01'],
    because: /→ 500: base-uri 'self'$/,
  },
  'csp-forms-unsaid': {
    profile: 'pages',
    fault: sendsOn('not-found', CSP, stagingPolicy({ 'form-action': undefined })),
    kills: ['CSP-FORM-01'],
    because: /→ 404: no directive form-action$/,
  },
  'csp-forms-to-a-partner': {
    profile: 'pages',
    fault: sendsOn('server-error', CSP, stagingPolicy({ 'form-action': "'self' https://partner.example" })),
    kills: ['CSP-FORM-01'],
    because: /→ 500: form-action 'self' https:\/\/partner\.example$/,
  },
  'csp-ancestors-unsaid': {
    profile: 'pages',
    fault: sendsOn('server-error', CSP, stagingPolicy({ 'frame-ancestors': undefined })),
    kills: ['CSP-ANCESTORS-01'],
    because: /→ 500: no directive frame-ancestors$/,
  },
  'csp-ancestors-only-in-meta': {
    profile: 'pages',
    fault: {
      fields: {
        metaPolicy: "frame-ancestors 'none'",
        on: { 'not-found': { [CSP]: [stagingPolicy({ 'frame-ancestors': undefined })] } },
      },
    },
    kills: ['CSP-ANCESTORS-01'],
    because: /→ 404: no directive frame-ancestors, and the one in <meta> does nothing$/,
  },
  'csp-with-unsafe-eval': {
    profile: 'development',
    fault: development("script-src 'self' 'unsafe-eval'"),
    kills: ['CSP-FORBIDDEN-01'],
    because: /: script-src allows 'unsafe-eval'/,
  },
  'csp-inline-by-fallback': {
    profile: 'development',
    fault: sendsOn('not-found', CSP, "default-src 'self' 'unsafe-inline'"),
    kills: ['HDR-CSP-01', 'CSP-FORBIDDEN-01', 'CSP-STRENGTH-01'],
    because: /→ 404: .*'unsafe-inline'/,
  },
  'csp-inline-handlers': {
    profile: 'development',
    // What is said of attributes alone undoes what script-src says of them.
    fault: development("script-src 'self'; script-src-attr 'unsafe-inline'"),
    kills: ['CSP-FORBIDDEN-01', 'CSP-STRENGTH-01'],
    because: /script-src-attr(:| allows) 'unsafe-inline'/,
  },
  'csp-every-host-in-both': {
    profile: 'development',
    fault: sends(CSP, "default-src 'self'; script-src *", 'script-src https:'),
    // Two lines of one field, each of them too wide.
    kills: ['CSP-FORBIDDEN-01', 'CSP-STRENGTH-01'],
    because: /script-src(:| allows) https:/,
  },
  'csp-host-with-jsonp': {
    profile: 'development',
    fault: development("script-src 'self' https://ajax.googleapis.com"),
    kills: ['CSP-STRENGTH-01'],
    because: /script-src: https:\/\/ajax\.googleapis\.com /,
  },
  'csp-base-unsaid-beside-nonces': {
    profile: 'development',
    fault: sendsOn('not-found', CSP, "default-src 'self'; script-src 'nonce-*'"),
    kills: ['CSP-STRENGTH-01'],
    because: /→ 404: base-uri: /,
  },
  'csp-directive-misspelt': {
    profile: 'development',
    fault: development("objekt-src 'none'"),
    kills: ['CSP-SYNTAX-01'],
    because: /"objekt-src" is not a known CSP directive/,
  },
  'csp-semicolon-missing': {
    profile: 'development',
    fault: development("img-src 'self' object-src 'none'"),
    kills: ['CSP-SYNTAX-01'],
    because: /img-src: .*semicolon/,
  },
  'csp-keyword-without-quotes': {
    profile: 'development',
    fault: development('img-src self'),
    kills: ['CSP-SYNTAX-01'],
    because: /img-src: .*"self"/,
  },
  'csp-directive-twice': {
    profile: 'development',
    fault: sendsOn('not-found', CSP, "default-src 'self'; img-src 'self'; img-src 'none'"),
    kills: ['CSP-SYNTAX-01'],
    because: /→ 404: img-src again, so ignored$/,
  },
  'csp-with-typographic-quotes': {
    profile: 'development',
    // The bytes of U+2018 and U+2019 in UTF-8.
    fault: development('img-src \u00e2\u0080\u0098self\u00e2\u0080\u0099'),
    kills: ['CSP-SYNTAX-01'],
    because: /: not ASCII, so ignored: img-src /,
  },
} as const satisfies Record<string, Mutant>;
