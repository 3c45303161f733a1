export { behaviourFor, withFault, type Fault } from './behaviour.ts';
export { startEmbedded } from './embedded/start.ts';
export type { Entry, Stack, Target } from './target.ts';
