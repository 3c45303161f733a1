export const CSP = 'Content-Security-Policy';

/** The directives of the staging profile. */
const STAGING: Readonly<Record<string, string>> = {
  'default-src': "'self'",
  'script-src': "'self' 'nonce-*'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
  'form-action': "'self'",
};

/** The policy of the staging profile with these directives instead; undefined: without. */
export function stagingPolicy(changes: Readonly<Record<string, string | undefined>> = {}): string {
  return Object.entries({ ...STAGING, ...changes })
    .flatMap(([name, sources]) => (sources === undefined ? [] : [`${name} ${sources}`]))
    .join('; ');
}
