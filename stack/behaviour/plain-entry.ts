import type { LoadedProfile } from '../../profiles/index.ts';
import type { FieldSet } from './fields.ts';

/** What the plain-http entry does. */
export interface PlainEntryBehaviour {
  /** Status of a redirect. */
  readonly status: number;
  readonly scheme: 'https' | 'http';
  /** Where the host of the Location comes from: the target's own name, or a field of the request. */
  readonly host: 'canonical' | 'host-field' | 'x-forwarded-host' | 'foreign';
  readonly path: 'kept' | 'dropped' | 'decoded';
  readonly query: 'kept' | 'dropped' | 'decoded';
  readonly pages: 'redirect' | 'serve';
  readonly api: 'redirect' | 'refuse' | 'serve';
  /** What becomes of requests that would change something. */
  readonly post: 'redirect' | 'refuse' | 'process';
  readonly acme: 'serve' | 'redirect';
  readonly fields: FieldSet;
}

/** The entry that satisfies the `redirects` section of the profile. */
export function plainEntryFor(profile: LoadedProfile): PlainEntryBehaviour {
  const { redirects } = profile;
  return {
    status: redirects?.status[0] ?? 301,
    scheme: 'https',
    host: 'canonical',
    path: 'kept',
    query: 'kept',
    pages: redirects ? 'redirect' : 'serve',
    api: redirects?.api ?? 'serve',
    post: redirects ? 'refuse' : 'process',
    acme: redirects?.acmeChallenge === true ? 'serve' : 'redirect',
    fields: {},
  };
}
