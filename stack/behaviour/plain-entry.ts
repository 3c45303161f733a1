import type { LoadedProfile } from '../../profiles/index.ts';
import type { FieldSet } from './fields.ts';

/** What the plain-http entry does. */
export interface PlainEntryBehaviour {
  /** Status of a redirect. */
  readonly status: number;
  readonly location: LocationBehaviour;
  /** Routes of kind page. */
  readonly pages: 'redirect' | 'serve';
  /** Routes of kind api and login. */
  readonly api: 'redirect' | 'refuse' | 'serve';
  /** Paths that are no route. */
  readonly unlisted: 'redirect' | 'serve';
  /** HEAD, whatever the path. */
  readonly head: 'like-get' | 'refuse';
  /** What becomes of requests that would change something. */
  readonly post: 'redirect' | 'refuse' | 'process' | 'process-and-redirect';
  readonly acme: 'serve' | 'redirect' | 'refuse';
  readonly fields: FieldSet;
  /** What plain http gets on the port of the TLS entry. */
  readonly tlsPort: 'refuse' | 'serve';
}

/** How the Location of a redirect comes about. */
export interface LocationBehaviour {
  readonly scheme: 'https' | 'http';
  /** Where the host comes from: the target's own name, or a field of the request. */
  readonly host: 'canonical' | 'foreign' | 'host-field' | 'x-forwarded-host' | 'forwarded';
  /** Whether the port of the TLS entry is named; without it the Location means 443. */
  readonly port: 'named' | 'left-out';
  readonly path: 'kept' | 'dropped' | 'decoded' | 'encoded-anew' | 'slash-trimmed';
  /** Encoded CR and LF in the path. */
  readonly lineBreaks: 'kept' | 'decoded';
  /** A path that begins with two slashes, or with one and a backslash. */
  readonly doubleSlash: 'kept' | 'relative';
  readonly query: 'kept' | 'dropped' | 'decoded' | 'plus-as-space' | 'doubled' | 'keys-merged';
}

/** The entry that satisfies the `redirects` section of the profile. */
export function plainEntryFor(profile: LoadedProfile): PlainEntryBehaviour {
  const { redirects } = profile;
  return {
    status: redirects?.status[0] ?? 301,
    location: {
      scheme: 'https',
      host: 'canonical',
      port: 'named',
      path: 'kept',
      lineBreaks: 'kept',
      doubleSlash: 'kept',
      query: 'kept',
    },
    pages: redirects ? 'redirect' : 'serve',
    api: redirects?.api ?? 'serve',
    unlisted: redirects ? 'redirect' : 'serve',
    head: 'like-get',
    post: redirects ? 'refuse' : 'process',
    acme: redirects?.acmeChallenge === true ? 'serve' : 'redirect',
    fields: {},
    tlsPort: 'refuse',
  };
}
