// npx tsx bench/repeat.ts 30 npx playwright test --project=staging
// Runs a command so many times, one after the other, and says how long it took and how often it failed.
import { spawnSync } from 'node:child_process';

const [times = '', command = '', ...args] = process.argv.slice(2);
const count = Number(times);
if (!Number.isInteger(count) || count < 1 || count > 1000 || command === '') {
  process.stderr.write('usage: npx tsx bench/repeat.ts <times, 1 to 1000> <command> [argument …]\n');
  process.exit(2);
}

const seconds: number[] = [];
let failures = 0;
for (let run = 1; run <= count; run++) {
  const start = process.hrtime.bigint();
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
  if (status === 0) continue;
  failures += 1;
  process.stdout.write(`run ${run} ended with ${String(status)}:\n${stdout}\n`);
}

const sorted = seconds.toSorted((a, b) => a - b);
const at = (share: number): string => (sorted[Math.round(share * (sorted.length - 1))] ?? 0).toFixed(2);
process.stdout.write(
  `${count} runs, ${failures} failed; wall seconds: median ${at(0.5)}, fastest ${at(0)}, slowest ${at(1)}\n`,
);
process.exitCode = failures === 0 ? 0 : 1;
