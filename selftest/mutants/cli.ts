// npm run mutants [-- name or family …]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { selectedMutants, WANTED } from './selection.ts';

const wanted = process.argv.slice(2);
try {
  selectedMutants(wanted);
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exit(1);
}

const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
const config = fileURLToPath(new URL('playwright.config.ts', import.meta.url));
const child = spawn(process.execPath, [playwright, 'test', '--config', config], {
  stdio: 'inherit',
  env: { ...process.env, [WANTED]: wanted.join(' ') },
});
const [code] = (await once(child, 'exit')) as [number | null];
process.exitCode = code ?? 1;
