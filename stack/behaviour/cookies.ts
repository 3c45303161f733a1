import type { LoadedProfile } from '../../profiles/index.ts';

/** The session cookie that a login sets. */
export interface CookieBehaviour {
  readonly name: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: string;
  readonly path: string;
  /** Empty: a host-only cookie. */
  readonly domain: string;
}

/** A cookie that satisfies the `cookies` section of the profile. */
export function cookiesFor(profile: LoadedProfile): CookieBehaviour {
  const { cookies } = profile;
  return {
    name: `${cookies?.prefix ?? ''}session`,
    secure: true,
    httpOnly: true,
    sameSite: cookies?.sameSite[0] ?? 'Lax',
    path: '/',
    domain: '',
  };
}
