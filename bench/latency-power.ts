// npx tsx bench/latency-power.ts 100
// How often comparisons find what is beyond a budget, how often they cry wolf within it, and how long they take: on the
// machine as it is, and with both cores kept busy by two other processes. Two comparisons are never made at a time.
import { spawn, type ChildProcess } from 'node:child_process';
import { isDecided, judgeBounds, type Budget } from '../fixtures/latency-judgement.ts';
import { withinBudget } from '../fixtures/matchers/latency.ts';
import { comparePaired } from '../probes/latency/paired.ts';
import { openConnectionSide, type SideOrder } from '../probes/latency/sides.ts';
import { loadProfile } from '../profiles/index.ts';
import { behaviourFor, startEmbedded, withFault, type Entry, type Fault } from '../stack/index.ts';

const runs = Number(process.argv[2]);
if (!Number.isInteger(runs) || runs < 1 || runs > 1000) {
  process.stderr.write('usage: npx tsx bench/latency-power.ts <runs of each, 1 to 1000>\n');
  process.exit(2);
}

const BUDGET: Budget = { p50: { milliseconds: 1 }, p95: { milliseconds: 5 } };

interface Scenario {
  readonly name: string;
  readonly fault: Fault;
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'nothing added', fault: {} },
  { name: '0.5 ms added', fault: { slowness: { tls: 0.5 } } },
  { name: '2 ms added, 1 ms beyond', fault: { slowness: { tls: 2 } } },
  { name: 'one in twenty 10 ms slower', fault: { slowness: { twentieth: 10 } } },
];

const profile = loadProfile('profiles/staging.yaml');
const [health] = Object.values(profile.routes).filter(({ name }) => name === 'health');
if (!health) throw new Error('the profile has no route health');
const request = { method: health.method, path: health.path, headers: [], status: health.status };

const busy: ChildProcess[] = [];
process.on('exit', () => {
  for (const child of busy) child.kill('SIGKILL');
});

process.stdout.write(`budget ${JSON.stringify(BUDGET)}, ${runs} runs each\n`);
for (const load of ['as it is', 'both cores busy']) {
  if (load === 'both cores busy')
    for (let core = 0; core < 2; core++) busy.push(spawn(process.execPath, ['-e', 'for (;;);']));
  for (const scenario of SCENARIOS) process.stdout.write(`${load}: ${await measured(scenario)}\n`);
}

async function measured({ name, fault }: Scenario): Promise<string> {
  const stack = await startEmbedded(withFault(behaviourFor(profile), fault));
  try {
    const { https, ca } = stack.target;
    const plain = await stack.openTwin('plain-http');
    const order = (entry: Entry): SideOrder => ({
      name: entry.scheme,
      endpoint: () => ({ ...entry, ...(ca !== undefined && { ca }) }),
      request,
      timeoutMs: 5000,
    });
    const counts = { pass: 0, fail: 0, error: 0 };
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      counts[await outcome(order(https), order(plain))] += 1;
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => ((times[Math.round(share * (runs - 1))] ?? 0) / 1000).toFixed(2);
    const { pass, fail, error } = counts;
    return `${name}: pass ${pass}, fail ${fail}, error ${error}; seconds: median ${at(0.5)}, slowest ${at(1)}`;
  } finally {
    await stack.stop();
  }
}

/** As a run would have it. */
async function outcome(subject: SideOrder, baseline: SideOrder): Promise<'pass' | 'fail' | 'error'> {
  try {
    const { estimate, durationMs } = await comparePaired({
      subject: openConnectionSide(subject),
      baseline: openConnectionSide(baseline),
      isSettled: (latest) => isDecided(judgeBounds(latest, BUDGET)),
      limitMs: 3000,
    });
    const mismatch = withinBudget({ subject: '', estimate, durationMs, budget: BUDGET });
    if (!mismatch) return 'pass';
    process.stderr.write(`${mismatch.observed}\n`);
    return 'fail';
  } catch (problem) {
    process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
    return 'error';
  }
}

// The processes that kept the machine busy end with this one.
process.exit(0);
