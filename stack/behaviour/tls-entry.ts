import type { LoadedProfile } from '../../profiles/index.ts';

type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** What the TLS entry negotiates. */
export interface TlsEntryBehaviour {
  readonly minVersion: TlsVersion;
  readonly maxVersion: TlsVersion;
}

const ORDER: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** The versions that the `tls` section of the profile requires, and none below. */
export function tlsEntryFor(profile: LoadedProfile): TlsEntryBehaviour {
  const required = ORDER.filter((version) => profile.tls?.versions.required.includes(version) ?? false);
  return { minVersion: required[0] ?? 'TLSv1.2', maxVersion: required.at(-1) ?? 'TLSv1.3' };
}
