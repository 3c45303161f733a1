import type { NonceBehaviour } from '../behaviour/fields.ts';
import type { Mutant } from './mutant.ts';

const makes = (nonce: Partial<NonceBehaviour>): Mutant['fault'] => ({ fields: { nonce } });

/** Faults in how nonces are made. */
export const cspNonceMutants = {
  'csp-nonce-fixed': {
    profile: 'pages',
    fault: makes({ responses: Number.MAX_SAFE_INTEGER }),
    kills: ['CSP-NONCE-01'],
    because: /GET \/ → 200, 8 times: 1 different nonces in 8 responses$/,
  },
  'csp-nonce-cached': {
    profile: 'pages',
    fault: makes({ responses: 4 }),
    kills: ['CSP-NONCE-01'],
    because: /: [23] different nonces in 8 responses$/,
  },
  'csp-nonce-short': {
    profile: 'pages',
    fault: makes({ bytes: 8 }),
    kills: ['CSP-NONCE-02'],
    because: /: 11 characters of base64: at most 64 bits$/,
  },
  'csp-nonce-counter': {
    profile: 'pages',
    fault: makes({ from: 'counter', encoding: 'hex' }),
    kills: ['CSP-NONCE-02'],
    because: /: 32 (decimal|hexadecimal) digits, \d+ of them the same in all 8: at most \d+ bits$/,
  },
  'csp-nonce-clock': {
    profile: 'pages',
    fault: makes({ from: 'clock' }),
    kills: ['CSP-NONCE-02'],
    because: /: 22 characters of base64, \d+ of them the same in all 8: at most \d+ bits$/,
  },
  'csp-nonce-long-prefix': {
    profile: 'pages',
    fault: makes({ bytes: 8, prefix: 'staging-reference-stack-' }),
    kills: ['CSP-NONCE-02'],
    because: /: 35 characters of base64, 24 of them the same in all 8: at most 64 bits$/,
  },
  'csp-nonce-digits': {
    profile: 'pages',
    fault: makes({ bytes: 8, encoding: 'decimal' }),
    kills: ['CSP-NONCE-02'],
    because: /: 1\d decimal digits(, \d of them the same in all 8)?: at most [56]\d bits$/,
  },
  'csp-nonce-with-blank': {
    profile: 'pages',
    // Whatever splits the source in two leaves no nonce.
    fault: makes({ prefix: 'a b' }),
    kills: ['HDR-CSP-01', 'CSP-NONCE-01', 'CSP-NONCE-02', 'CSP-SYNTAX-01', 'BRW-NONCE-01'],
    because: /'nonce-a |: it is blocked by script-src-elem$/,
  },
} as const satisfies Record<string, Mutant>;
