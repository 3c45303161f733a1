export type { LoadedProfile, NamedRoute } from './defaults.ts';
export { identityOf, type ProfileIdentity } from './identity.ts';
export { listProfiles, loadProfile } from './load.ts';
export { ProfileError } from './problem.ts';
export { SettingError } from './setting-error.ts';
export type * from './profile.ts';
export {
  lookUpReference,
  resolveSecrets,
  secretReferences,
  type ResolvedProfile,
  type SecretReference,
} from './secrets.ts';
export { CONFIDENCE } from './capacity.ts';
