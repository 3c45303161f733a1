// npx tsx bench/tls-scan.ts
// How long protocols and suites of one nginx take our probe, in this process, and sslscan, one after the other in turn.
import { spawnSync } from 'node:child_process';
import { enumerateSuites } from '../probes/tls/posture.ts';
import { serverNames, startTlsNginx } from '../selftest/tls/tls-nginx.ts';

const RUNS = 25;
const WARM_UPS = 3;
/** What is left of sslscan's work then: protocols and suites. */
const ONLY_SUITES = [
  '--no-heartbleed',
  '--no-renegotiation',
  '--no-compression',
  '--no-fallback',
  '--no-groups',
  '--no-check-certificate',
];

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const nginx = await startTlsNginx();
try {
  for (const name of serverNames) {
    const port = nginx.ports[name];
    const probe: number[] = [];
    const sslscan: number[] = [];
    let connections = 0;
    for (let run = -WARM_UPS; run < RUNS; run++) {
      const ours = await timed(async () => {
        ({ connections } = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs: 5_000 }));
      });
      const theirs = await timed(() => {
        const { status } = spawnSync('sslscan', [...ONLY_SUITES, `127.0.0.1:${port}`], { stdio: 'ignore' });
        if (status !== 0) throw new Error('sslscan failed: is it installed?');
      });
      if (run < 0) continue;
      probe.push(ours);
      sslscan.push(theirs);
    }
    const ratio = median(probe) / median(sslscan);
    process.stdout.write(
      `${name}: ${RUNS} runs, median ms: probe ${median(probe).toFixed(1)} (${connections} connections), ` +
        `sslscan ${median(sslscan).toFixed(1)}, ratio ${ratio.toFixed(2)}\n`,
    );
  }
} finally {
  await nginx.stop();
}
