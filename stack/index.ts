import type { NativeStack, Tell } from './native/stack.ts';

export { behaviourFor, withFault, type Behaviour, type Fault } from './behaviour.ts';
export { EmbeddedHost, startEmbedded } from './embedded/start.ts';

/**
 * Starts the real engines for a profile; see `stack/native`. Their applications take long to load, and most runs have
 * no need of them.
 */
export async function startNativeStack(profile: string, tell?: Tell): Promise<NativeStack> {
  const native = await import('./native/index.ts');
  return native.startNativeStack(profile, tell);
}

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
