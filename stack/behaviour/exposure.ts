import type { LoadedProfile } from '../../profiles/index.ts';
import type { RouteKind } from './routes.ts';

/**
 * What the stack gives away about itself. In every text `{canary}` stands for the planted secret, and
 * `{canary:base64}` and `{canary:hex}` for its encodings.
 */
export interface ExposureBehaviour {
  /** Files and listings that are served although nobody should see them: request target as sent to body. */
  readonly leakedFiles: Readonly<Record<string, string>>;
  /** What a path that does not exist gets: 404, or the page that a single-page application answers everything with. */
  readonly fallback: 'not-found' | 'page';
  /** What the body of an error tells besides, by the class of the answer; `malformed` for requests that cannot be read. */
  readonly errorTexts: Readonly<Partial<Record<RouteKind | 'malformed', string>>>;
  /** Fields that only answers with a server error carry. */
  readonly errorFields: Readonly<Record<string, string>>;
  /** Methods whose requests are sent back as they came, RFC 9110 §9.3.8; all others are refused. */
  readonly echoedMethods: readonly ('TRACE' | 'TRACK')[];
  /** Requests for a host that is not the target's: refused, served, or sent on to the host that they name. */
  readonly unknownHost: 'refuse' | 'serve' | 'redirect-there';
}

/** A stack that keeps everything to itself. Without a not-found answer in its profile it is a single-page application. */
export function exposureFor(profile: LoadedProfile): ExposureBehaviour {
  const knowsNotFound = Object.values(profile.routes).some(({ kind }) => kind === 'not-found');
  return {
    leakedFiles: {},
    fallback: knowsNotFound ? 'not-found' : 'page',
    errorTexts: {},
    errorFields: {},
    echoedMethods: [],
    unknownHost: profile.exposure?.unknownHost === 'refuse' ? 'refuse' : 'serve',
  };
}
