export { behaviourFor, withFault, type Behaviour, type Fault } from './behaviour.ts';
export { EmbeddedHost, startEmbedded } from './embedded/start.ts';
export { startNativeStack } from './native/index.ts';
export type { NativeStack } from './native/stack.ts';
export type {
  ClientCertificate,
  ClientCertificates,
  Database,
  DatabaseRole,
  Entry,
  Stack,
  Target,
} from './target.ts';
