import type { ComposeStack } from './compose/index.ts';
import type { NativeStack, Tell } from './native/stack.ts';

export { behaviourFor, withFault, type Behaviour, type Fault } from './behaviour.ts';
export {
  missingEmbeddedDatabase,
  startEmbeddedDatabase,
  type EmbeddedDatabase,
} from './embedded/database.ts';
export { EmbeddedHost, startEmbedded } from './embedded/start.ts';

/**
 * Starts the real engines for a profile; see `stack/native`. Their applications take long to load, and most runs have
 * no need of them.
 */
export async function startNativeStack(profile: string, tell?: Tell): Promise<NativeStack> {
  const native = await import('./native/index.ts');
  return native.startNativeStack(profile, tell);
}

/** Starts the containers for a profile, which {@link prepareCompose} has prepared; see `stack/compose`. */
export async function startComposeStack(profile: string, tell: Tell): Promise<ComposeStack> {
  const compose = await import('./compose/index.ts');
  return compose.startComposeStack(profile, tell);
}

/** Makes everything ready for the containers of some profiles, once for a run; see `stack/compose`. */
export async function prepareCompose(profiles: readonly string[], tell: Tell): Promise<void> {
  const compose = await import('./compose/index.ts');
  await compose.prepareCompose(profiles, tell);
}

export type { ComposeStack } from './compose/index.ts';
export type { NativeStack } from './native/stack.ts';
export type {
  ClientCertificate,
  ClientCertificates,
  Database,
  DatabaseRole,
  Entry,
  Stack,
  Target,
  TwinKind,
} from './target.ts';
