import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from '@playwright/test';
import type { EngineOrder } from '../../stack/native/engine.ts';
import { freePort } from '../../stack/native/ports.ts';

const PRELUDE = `
const { appendFileSync } = require('node:fs');
const { spawn } = require('node:child_process');
const note = ({ pid }) => appendFileSync('pids', pid + '\\n');
const listen = (port) => require('node:net').createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
note(process);
`;

/** Keeps on running whatever happens to who has started it. */
export const WORKER = `note(spawn('sleep', ['60'], { stdio: 'ignore' }));`;

/** A script as an engine, which notes the processes that have to end with it. */
export async function scripted(script: (port: number) => string): Promise<EngineOrder & { port: number }> {
  const port = await freePort();
  const folder = test.info().outputPath('engine');
  await mkdir(folder, { recursive: true });
  return {
    name: 'Script',
    binary: process.execPath,
    package: 'script-engine',
    args: ['--eval', PRELUDE + script(port)],
    folder,
    port,
  };
}

/** Listens, with a worker beside it. */
export const serving = (port: number) => `${WORKER} listen(${port});`;

/** The noted processes, and whether each still runs. */
export async function processes({ folder }: EngineOrder): Promise<boolean[]> {
  const text = await readFile(join(folder, 'pids'), 'utf8').catch(() => '');
  const pids = text.trim().split('\n').filter(Boolean).map(Number);
  return Promise.all(
    pids.map(async (pid) => {
      // A process that has ended and that nobody has asked about yet is a zombie: Z.
      const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      return status !== '' && !/^\d+ \(.*\) Z/.test(status);
    }),
  );
}
