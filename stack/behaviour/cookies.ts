import type { LoadedProfile } from '../../profiles/index.ts';

/** The session cookie that a login sets. */
export interface CookieBehaviour {
  readonly name: string;
  /** Length of the value in bytes. */
  readonly valueBytes: number;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** Empty: the attribute is not sent. */
  readonly sameSite: '' | 'Strict' | 'Lax' | 'None';
  readonly path: string;
  /** Empty: a host-only cookie. */
  readonly domain: string;
  /** Seconds that it is kept. 0: until the browser is closed. */
  readonly lifetimeSeconds: number;
  /** The attribute that says so. */
  readonly lifetimeIn: 'Max-Age' | 'Expires';
}

/** Longer than a random number that nobody can guess has to be. */
const VALUE_BYTES = 32;

/** A cookie that satisfies the `cookies` section of the profile. */
export function cookiesFor(profile: LoadedProfile): CookieBehaviour {
  const { cookies } = profile;
  return {
    name: `${cookies?.prefix ?? ''}session`,
    valueBytes: VALUE_BYTES,
    secure: true,
    httpOnly: true,
    sameSite: cookies?.sameSite[0] ?? 'Lax',
    path: '/',
    domain: '',
    lifetimeSeconds: cookies?.maxAgeSeconds ?? 0,
    lifetimeIn: 'Max-Age',
  };
}
