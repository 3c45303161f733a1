import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { LoadedProfile } from './defaults.ts';
import type { Waiver } from './profile.ts';

/** What a run keeps of the profile that it was held against: enough to compare two runs. */
export interface ProfileIdentity {
  readonly name: string;
  readonly description: string;
  /** SHA-256, in hex, over all that the profile asks. */
  readonly sha256: string;
  /** The same of each of its sections, by name, so that a later run can say which of them have changed. */
  readonly sections: Readonly<Record<string, string>>;
  /** Every waiver of the profile, used or not. */
  readonly waivers: readonly Waiver[];
}

/** What identifies the content of a profile. */
export function identityOf(profile: LoadedProfile): ProfileIdentity {
  const { name, description, sha256, waivers } = profile;
  const sections = Object.entries(profile).filter(([key]) => !NO_SECTION.has(key));
  return {
    name,
    description: description ?? '',
    sha256,
    sections: Object.fromEntries(
      sections.map(([key, content]) => [
        key,
        createHash('sha256').update(canonicalJson(content)).digest('hex'),
      ]),
    ),
    waivers,
  };
}

/** What is no section of the profile: where it lies, and what is kept in full. */
const NO_SECTION: ReadonlySet<string> = new Set(['file', 'name', 'description', 'sha256', 'waivers']);
