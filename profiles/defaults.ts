import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { HeaderExpectations, Profile, Route, Target, Waiver } from './profile.ts';
import { withPolicy } from './tls-policy.ts';

/** A route with its name and with the defaults filled in. */
export interface NamedRoute extends Route {
  name: string;
  method: string;
}

/** A profile as the suite uses it: inheritance resolved, valid, defaults filled in. */
export interface LoadedProfile extends Omit<Profile, 'extends'> {
  /** Absolute path of the YAML file. */
  file: string;
  /** SHA-256, in hex, over the canonical JSON of what the profile asks; secrets stay references in it. */
  sha256: string;
  target: Target & { timeoutMs: number; active: boolean };
  stack: NonNullable<Profile['stack']>;
  routes: Record<string, NamedRoute>;
  headers: HeaderExpectations;
  waivers: Waiver[];
}

function named(routes: Record<string, Route>): Record<string, NamedRoute> {
  return Object.fromEntries(
    Object.entries(routes).map(([name, route]) => [name, { ...route, name, method: route.method ?? 'GET' }]),
  );
}

/** Fills in the defaults of a valid, merged profile. Sections of whole families stay absent where they are. */
export function withDefaults(file: string, profile: Omit<Profile, 'extends'>): LoadedProfile {
  const content = {
    ...profile,
    target: { timeoutMs: 5000, active: false, ...profile.target },
    stack: profile.stack ?? 'embedded',
    routes: named(profile.routes ?? {}),
    headers: profile.headers ?? {},
    waivers: profile.waivers ?? [],
    ...(profile.tls && { tls: withPolicy(profile.tls) }),
  };
  const sha256 = createHash('sha256').update(canonicalJson(content)).digest('hex');
  return { ...content, file, sha256 };
}
