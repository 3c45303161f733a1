import { join } from 'node:path';
import { HOUSE } from './run-suite.ts';

/** A profile of HSTS alone, with a page and a 404. It needs no burst and no body, so it is quick. */
export function hstsProfile(name: string, more = ''): string {
  return `name: ${name}
routes:
  home: { kind: page, path: /, status: 200 }
  missing: { kind: not-found, path: /no-such-page, status: 404 }
redirects: { status: [301], maxHops: 1, api: redirect }
headers:
  hsts: { maxAge: { min: 31536000 }, includeSubDomains: true }
${more}`;
}

/** The controls that {@link hstsProfile} makes applicable. */
export const HSTS_CONTROLS = [
  'HDR-HSTS-01',
  'HDR-HSTS-02',
  'HDR-HSTS-03',
  'HDR-HSTS-05',
  'HDR-HSTS-06',
] as const;

/** A profile of the project under a name of one's own. */
export function extending(name: string, parent: string, more = ''): string {
  return `extends: ${join(HOUSE, 'profiles', `${parent}.yaml`)}\nname: ${name}\n${more}`;
}

/** {@link hstsProfile} with a route that is asked more often than anybody waits for. */
export function endlessProfile(name: string): string {
  return hstsProfile(name).replace(
    'missing: {',
    'burst: { kind: page, path: /burst, status: 200, repeat: 1000000 }\n  missing: {',
  );
}
