// npx tsx bench/conformance.ts 10 native            (how often; which stacks)
// Runs every profile that these stacks serve, so often, one after the other, and says how long that took and what was
// found: on stacks that conform, every finding is a false alarm. The newest run of each is kept as
// results/conformance/<stack>/<profile>.json, and the table of all that are kept is printed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listProfiles, loadProfile } from '../profiles/index.ts';
import type { Run } from '../reporters/run.ts';
import { requireDocker } from '../stack/compose/docker.ts';
import { composeStarters } from '../stack/compose/stacks.ts';
import { missingEngine } from '../stack/native/engine.ts';
import { nativeProfiles } from '../stack/native/index.ts';
import { missingNginx } from '../stack/native/nginx.ts';
import { CADDY, HAPROXY } from '../stack/native/products.ts';
import { SERVER as POSTGRES } from '../stack/postgres/postgres.ts';
import { conformanceTable, FOLDER } from './conformance-table.ts';

/** The profiles that each stack serves. */
const served: Readonly<Record<string, readonly string[]>> = {
  embedded: listProfiles('profiles').map((file) => loadProfile(file).name),
  native: nativeProfiles,
  compose: Object.keys(composeStarters),
};

const [times = '', ...stacks] = process.argv.slice(2);
const count = Number(times);
const known = stacks.length > 0 && stacks.every((stack) => stack in served);
if (!Number.isInteger(count) || count < 1 || count > 100 || !known) {
  const kinds = Object.keys(served).join(', ');
  process.stderr.write(`usage: npx tsx bench/conformance.ts <times, 1 to 100> <stack …>; stacks: ${kinds}\n`);
  process.exit(2);
}

let alarms = 0;
for (const stack of stacks) {
  const lack = await lackOf(stack);
  if (lack !== undefined) process.stdout.write(`Left out: ${stack}. ${lack}\n`);
  else for (const profile of served[stack] ?? []) alarms += hold(profile, stack);
}
process.stdout.write(`\n${conformanceTable()}\n`);
process.exitCode = alarms === 0 ? 0 : 1;

/**
 * What this machine lacks for a stack. Where it is meant to have everything, nothing is left out: CI has the engines,
 * and whoever sets DOCKER_HOST has containers.
 */
async function lackOf(stack: string): Promise<string | undefined> {
  const { CI, DOCKER_HOST: host = '' } = process.env;
  if (stack === 'native' && !CI)
    return missingNginx() ?? [CADDY, HAPROXY, POSTGRES].map(missingEngine).find(Boolean);
  if (stack !== 'compose' || host !== '') return undefined;
  return requireDocker().then(
    () => undefined,
    (problem: unknown) => (problem instanceof Error ? problem.message : String(problem)),
  );
}

/** @returns how many of the runs did not end as they should */
function hold(profile: string, stack: string): number {
  const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  const seconds: number[] = [];
  let failed = 0;
  for (let run = 1; run <= count; run++) {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [playwright, 'test', `--project=${profile}`],
      { encoding: 'utf8', env: { ...process.env, PLUMBLINE_STACK: stack } },
    );
    seconds.push((performance.now() - start) / 1000);
    // One line for each run; all of it where something was found.
    const closing =
      stdout.split('\n').find((line) => /^\d+ controls:/.test(line)) ?? 'no run came to its end';
    process.stdout.write(status === 0 ? `${stack} ${profile}\n${closing}\n` : `${stdout}${stderr}`);
    if (status !== 0) failed += 1;
  }
  keep(profile, stack);
  const [fastest = 0, ...slower] = seconds.toSorted((a, b) => a - b);
  const slowest = slower.at(-1) ?? fastest;
  const middle = [fastest, ...slower][Math.floor(count / 2)] ?? 0;
  process.stdout.write(
    `  ${count} runs, ${failed} failed; wall seconds: median ${middle.toFixed(1)}, fastest ${fastest.toFixed(1)}, slowest ${slowest.toFixed(1)}\n`,
  );
  return failed;
}

function keep(profile: string, stack: string): void {
  const folder = join(FOLDER, stack);
  mkdirSync(folder, { recursive: true });
  const kept = join(folder, `${profile}.json`);
  rmSync(kept, { force: true });
  const run = readFileSync(join('results', profile, 'run.json'), 'utf8');
  if ((JSON.parse(run) as Run).stack === stack) writeFileSync(kept, run);
}
