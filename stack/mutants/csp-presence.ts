import { CSP, stagingPolicy } from './csp-fault.ts';
import { sends, sendsOn } from './field-fault.ts';
import type { Mutant } from './mutant.ts';

const REPORT_ONLY = `${CSP}-Report-Only`;

/** Faults in where the policy is, and in the directives that have no control of their own. */
export const cspPresenceMutants = {
  'csp-missing': {
    profile: 'development',
    fault: sends(CSP),
    kills: ['HDR-CSP-01', 'CSP-FORBIDDEN-01', 'CSP-STRENGTH-01', 'CSP-SYNTAX-01'],
    because: /GET \/health → 200: no Content-Security-Policy field$/,
  },
  'csp-missing-on-not-found': {
    profile: 'development',
    fault: sendsOn('not-found', CSP),
    kills: ['HDR-CSP-01'],
    because: /→ 404: no Content-Security-Policy field/,
  },
  'csp-missing-on-too-large': {
    profile: 'fields',
    fault: sendsOn('too-large', CSP),
    kills: ['HDR-CSP-01'],
    because: /→ 413: no Content-Security-Policy field/,
  },
  'csp-only-reported': {
    profile: 'development',
    fault: { fields: { everywhere: { [CSP]: [], [REPORT_ONLY]: ["default-src 'self'"] } } },
    kills: ['HDR-CSP-01', 'CSP-FORBIDDEN-01', 'CSP-STRENGTH-01', 'CSP-SYNTAX-01'],
    because: /: no Content-Security-Policy field, only a .*Report-Only that enforces nothing/,
  },
  'csp-only-reported-on-not-found': {
    profile: 'fields',
    fault: { fields: { on: { 'not-found': { [CSP]: [], [REPORT_ONLY]: [stagingPolicy()] } } } },
    kills: ['HDR-CSP-01'],
    because: /→ 404: no Content-Security-Policy field, only a .*Report-Only that enforces nothing/,
  },
  'csp-only-in-meta': {
    profile: 'fields',
    fault: {
      fields: { metaPolicy: "object-src 'none'; img-src 'self'", on: { 'not-found': { [CSP]: [] } } },
    },
    kills: ['HDR-CSP-01'],
    because: /→ 404: no Content-Security-Policy field, only a policy in <meta>/,
  },
  'csp-directive-left-out': {
    profile: 'fields',
    fault: sendsOn('server-error', CSP, stagingPolicy({ 'script-src': undefined })),
    kills: ['HDR-CSP-01'],
    because: /→ 500: no directive script-src$/,
  },
  'csp-without-nonce': {
    profile: 'staging',
    fault: sends(CSP, stagingPolicy({ 'script-src': "'self'" })),
    kills: ['HDR-CSP-01', 'CSP-NONCE-01', 'CSP-NONCE-02', 'BRW-NONCE-01'],
    because: /: (no nonce: .*; )?script-src 'self'(;|$)|: it is blocked by script-src-elem$/,
  },
  'csp-with-unsafe-inline': {
    profile: 'fields',
    // Beside the nonce browsers ignore it, so it is not allowed, only there.
    fault: sends(CSP, stagingPolicy({ 'script-src': "'self' 'nonce-*' 'unsafe-inline'" })),
    kills: ['HDR-CSP-01'],
    because: /'unsafe-inline'$/,
  },
  'csp-laxer-on-server-error': {
    profile: 'fields',
    fault: sendsOn(
      'server-error',
      CSP,
      stagingPolicy({ 'script-src': "'self' 'nonce-*' https://cdn.example" }),
    ),
    kills: ['HDR-CSP-01'],
    because: /→ 500: script-src .* https:\/\/cdn\.example$/,
  },
} as const satisfies Record<string, Mutant>;
