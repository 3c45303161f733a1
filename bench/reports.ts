// Measures what reports cost: writes those of as many targets as make 10,000 control results, sealed and signed, from the
// run.json of one run. Prints a line for each output, and fails where 5 s or 500 MB are exceeded.
//
//     npx tsx bench/reports.ts results/staging/run.json

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputsOf } from '../reporters/outputs.ts';
import type { Run } from '../reporters/run.ts';
import { writeReport } from '../reporters/write.ts';

const RESULTS = 10_000;
const LIMIT_S = 5;
const LIMIT_MB = 500;
const HTML_LIMIT_MB = 2;

const [file = ''] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const sample = JSON.parse(text) as Run;
const targets = Math.ceil(RESULTS / sample.controls.length);

const seconds = (since: number) => (performance.now() - since) / 1_000;
const megabytes = (bytes: number) => bytes / 1e6;
const size = (content: string | Uint8Array) =>
  typeof content === 'string' ? Buffer.byteLength(content) : content.length;

const folder = mkdtempSync(join(tmpdir(), 'plumbline-reports-'));
process.chdir(folder);
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});
process.env['KEY'] = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
process.env['PLUMBLINE_SIGNING_KEY'] = '${env:KEY}';

/**
 * The run of another target: the same results under another name, read anew, as the reporter reads what workers sent.
 * No PDF is printed of what was interrupted.
 */
function runOf(target: number): Run {
  const run = JSON.parse(text) as Run;
  const profile = { ...run.profile, name: `${run.profile.name}-${target}` };
  return { ...run, profile, completeness: 'interrupted' };
}

const before = performance.now();
const outputs = [...outputsOf({ run: sample })];
console.log(`derived in ${seconds(before).toFixed(2)} s, once and without being warm:`);
for (const { path, content } of outputs) {
  console.log(`  ${path.padEnd(32)} ${megabytes(size(content)).toFixed(2)} MB`);
}
const page = outputs.find(({ path }) => path === 'audit.html');
const pageMb = page ? megabytes(size(page.content)) : 0;

const start = performance.now();
const cpu = process.cpuUsage();
const memory = process.memoryUsage().rss;
for (let target = 0; target < targets; target++) await writeReport({ run: runOf(target) }, true);
const taken = seconds(start);
const { user, system } = process.cpuUsage(cpu);
// Kilobytes on every system but Windows.
const peak = (process.resourceUsage().maxRSS * 1_024) / 1e6;

console.log(
  `${targets} targets, ${targets * sample.controls.length} control results: ${taken.toFixed(2)} s, ` +
    `${(taken / targets).toFixed(3)} s each, ${((user + system) / 1e6).toFixed(2)} s of processor; at most ${peak.toFixed(0)} MB, of which ${megabytes(memory).toFixed(0)} MB ` +
    `before; run.json has ${megabytes(statSync(join(folder, 'results', runOf(0).profile.name, 'run.json')).size).toFixed(1)} MB`,
);
if (taken > LIMIT_S || peak > LIMIT_MB || pageMb > HTML_LIMIT_MB) {
  console.log(`more than ${LIMIT_S} s, ${LIMIT_MB} MB or ${HTML_LIMIT_MB} MB of HTML`);
  process.exitCode = 1;
}
