// Asks every transport in turn and tells what it took. Its parent forks it and sends one order.
import http from 'node:http';
import https from 'node:https';
import { randomNumbers } from '../../probes/latency/random.ts';
import type { Identity } from './certificates.ts';
import { cpuSeconds } from './cpu.ts';

/** A way to the service. */
export interface Way {
  readonly name: string;
  readonly url: string;
  /** Path of the Unix socket instead of an address. */
  readonly socket?: string;
  readonly ca?: string;
  readonly client?: Identity;
  /** Processes whose time is counted, with their children; the client's own always is. */
  readonly pids: readonly number[];
}

/** What the parent sends. */
export interface ClientOrder {
  readonly ways: readonly Way[];
  /** Requests of each way, one after the other in random order. */
  readonly rounds: number;
  /** How often each way is put under load, in random order. */
  readonly slices: number;
  readonly sliceMs: number;
  readonly connections: number;
}

/** A way under load for one slice. */
export interface Slice {
  readonly perSecond: number;
  readonly cpuSecondsPerThousand: number;
}

/** What the parent gets, in the order of the ways. */
export interface ClientResult {
  /** Milliseconds; the same index is the same round. */
  readonly latencies: readonly (readonly number[])[];
  readonly slices: readonly (readonly Slice[])[];
}

const SEED = 22_11;
const WARM_UP = 300;

/** Sends one request on a connection that stays open. */
type Ask = () => Promise<void>;

function asking({ url, socket, ca, client }: Way): Ask {
  const options = { keepAlive: true, maxSockets: 1, ...(ca !== undefined && { ca }), ...client };
  const secure = url.startsWith('https:');
  const agent = secure ? new https.Agent(options) : new http.Agent(options);
  const send = secure ? https.request : http.request;
  return () =>
    new Promise((resolve, reject) => {
      const request = send(url, {
        agent,
        ...(socket !== undefined && { socketPath: socket }),
        timeout: 5_000,
      });
      request.on('response', (response) => {
        if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode ?? 0}`));
        response.resume().once('end', resolve);
      });
      request.on('timeout', () => request.destroy(new Error(`${url} does not answer`)));
      request.on('error', reject).end();
    });
}

async function measure({ ways, rounds, slices, sliceMs, connections }: ClientOrder): Promise<ClientResult> {
  const random = randomNumbers(SEED);
  const lanes = ways.map((way) => ({
    way,
    asks: Array.from({ length: connections }, () => asking(way)),
    latencies: [] as number[],
    slices: [] as Slice[],
  }));
  const shuffled = () =>
    lanes
      .map((lane) => ({ lane, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ lane }) => lane);
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const { asks, latencies } of shuffled()) {
      const begin = process.hrtime.bigint();
      await asks[0]?.();
      if (round >= 0) latencies.push(Number(process.hrtime.bigint() - begin) / 1e6);
    }
  }
  for (let slice = -1; slice < slices; slice++) {
    for (const lane of shuffled()) {
      const seen = await underLoad(lane.asks, lane.way.pids, sliceMs);
      if (slice >= 0) lane.slices.push(seen);
    }
  }
  return {
    latencies: lanes.map(({ latencies }) => latencies),
    slices: lanes.map((lane) => lane.slices),
  };
}

async function underLoad(asks: readonly Ask[], pids: readonly number[], sliceMs: number): Promise<Slice> {
  const all = [process.pid, ...pids];
  const [begin, cpu] = [performance.now(), cpuSeconds(all)];
  let count = 0;
  await Promise.all(
    asks.map(async (ask) => {
      while (performance.now() - begin < sliceMs) {
        await ask();
        count++;
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  return { perSecond: count / seconds, cpuSecondsPerThousand: ((cpuSeconds(all) - cpu) / count) * 1000 };
}

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined); // the parent ends this process
process.once('message', (order: ClientOrder) => {
  measure(order).then(
    (result) => process.send?.(result),
    (problem: unknown) => {
      process.stderr.write(`${String(problem)}\n`);
      process.exit(1);
    },
  );
});
