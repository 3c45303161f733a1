import type { LoadedProfile } from '../../profiles/index.ts';

/** What the stack gives away about itself. */
export interface ExposureBehaviour {
  /** Paths that are served although nobody should see them, with their bodies. */
  readonly leakedFiles: Readonly<Record<string, string>>;
  /** What the body of a 500 tells. */
  readonly errorDetail: 'none' | 'stack-trace' | 'version' | 'file-path' | 'canary';
  readonly unknownHost: 'refuse' | 'serve';
}

/** A stack that keeps everything to itself. */
export function exposureFor(profile: LoadedProfile): ExposureBehaviour {
  return {
    leakedFiles: {},
    errorDetail: 'none',
    unknownHost: profile.exposure?.unknownHost === 'refuse' ? 'refuse' : 'serve',
  };
}
