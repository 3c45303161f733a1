// npx tsx bench/tls-agreement.ts
// Protocols and suites of four nginx servers, as our probe and three other programs find them, and how long each takes.
import { isDeepStrictEqual } from 'node:util';
import { observePosture } from '../probes/tls/posture.ts';
import { scanners, scanOurselves } from '../selftest/tls/scanners.ts';
import { serverNames, startTlsNginx } from '../selftest/tls/tls-nginx.ts';

const nginx = await startTlsNginx();
try {
  for (const server of serverNames) {
    const port = nginx.ports[server];
    const ours = await scanOurselves(port);
    const whole = await observePosture({ host: '127.0.0.1', port }, { timeoutMs: 5_000 });
    const cells = [
      server,
      `${Object.keys(ours).length} protocols, ${Object.values(ours).flat().length} suites`,
      `${whole.connections} connections, ${whole.durationMs.toFixed(0)} ms`,
    ];
    for (const { name, missing, scan } of scanners) {
      const start = performance.now();
      const verdict = missing ?? (isDeepStrictEqual(await scan(port), ours) ? 'the same' : 'DIFFERENT');
      cells.push(`${name}: ${verdict}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
    }
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
} finally {
  await nginx.stop();
}
