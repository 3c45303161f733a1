// npx tsx bench/stack-start.ts
// How long the embedded stack of the staging profile takes from the call to all its entries listening.
import { loadProfile } from '../profiles/index.ts';
import { behaviourFor, startEmbedded } from '../stack/index.ts';

const RUNS = 20;
const behaviour = behaviourFor(loadProfile('profiles/staging.yaml'));
await (await startEmbedded(behaviour)).stop(); // builds the program where it is not built yet

const times: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const start = performance.now();
  const stack = await startEmbedded(behaviour);
  times.push(performance.now() - start);
  await stack.stop();
}
times.sort((a, b) => a - b);
const at = (share: number): string => (times[Math.round(share * (RUNS - 1))] ?? 0).toFixed(0);
process.stdout.write(`${RUNS} starts, ms: median ${at(0.5)}, fastest ${at(0)}, slowest ${at(1)}\n`);
