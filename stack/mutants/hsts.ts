import type { Mutant } from './mutant.ts';

const FIELD = 'Strict-Transport-Security';

const sends = (...values: readonly string[]): Mutant['fault'] => ({
  fields: { everywhere: { [FIELD]: values } },
});

export const hstsMutants = {
  'hsts-missing': {
    profile: 'fields',
    fault: sends(),
    kills: ['HDR-HSTS-01', 'HDR-HSTS-02', 'HDR-HSTS-03', 'HDR-HSTS-04', 'HDR-HSTS-05'],
    because: /GET \/ → 200: (0 fields: )?no Strict-Transport-Security field/,
  },
  'hsts-missing-on-not-found': {
    profile: 'fields',
    fault: { fields: { on: { 'not-found': { [FIELD]: [] } } } },
    kills: ['HDR-HSTS-01'],
    because: /→ 404: no Strict-Transport-Security field/,
  },
  'hsts-missing-on-rate-limited': {
    profile: 'essentials',
    fault: { fields: { on: { 'rate-limited': { [FIELD]: [] } } } },
    kills: ['HDR-HSTS-01'],
    because: /→ 429: no Strict-Transport-Security field/,
  },
  'hsts-max-age-short': {
    profile: 'fields',
    fault: sends('max-age=86400; includeSubDomains; preload'),
    kills: ['HDR-HSTS-02'],
    because: /max-age=86400;/,
  },
  'hsts-max-age-zero-on-errors': {
    profile: 'fields',
    fault: { fields: { on: { 'server-error': { [FIELD]: ['max-age=0; includeSubDomains; preload'] } } } },
    kills: ['HDR-HSTS-02'],
    because: /→ 500: .*max-age=0/,
  },
  'hsts-subdomains-left-out': {
    profile: 'fields',
    fault: sends('max-age=31536000; preload'),
    kills: ['HDR-HSTS-03'],
    because: /max-age=31536000; preload$/,
  },
  'hsts-preload-left-out': {
    profile: 'fields',
    fault: sends('max-age=31536000; includeSubDomains'),
    kills: ['HDR-HSTS-04'],
    because: /max-age=31536000; includeSubDomains$/,
  },
  'hsts-twice': {
    profile: 'fields',
    fault: sends('max-age=31536000; includeSubDomains; preload', 'max-age=31536000'),
    kills: ['HDR-HSTS-05'],
    because: /2 fields: /,
  },
  'hsts-directive-repeated': {
    profile: 'fields',
    fault: sends('max-age=31536000; includeSubDomains; preload; max-age=31536000'),
    kills: ['HDR-HSTS-02', 'HDR-HSTS-03', 'HDR-HSTS-04', 'HDR-HSTS-05'],
    because: /max-age=31536000; includeSubDomains; preload; max-age=31536000/,
  },
  'hsts-over-plain-http': {
    profile: 'essentials',
    fault: { plain: { fields: { [FIELD]: ['max-age=31536000; includeSubDomains; preload'] } } },
    kills: ['HDR-HSTS-06'],
    because: /→ 301: Strict-Transport-Security: max-age/,
  },
  'hsts-in-development': {
    profile: 'development',
    fault: sends('max-age=31536000'),
    kills: ['HDR-HSTS-07'],
    because: /Strict-Transport-Security: max-age=31536000/,
  },
} as const satisfies Record<string, Mutant>;
