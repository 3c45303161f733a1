import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { bodyOf, inChunks } from '../../fixtures/body-content.ts';
import { uploadExchange, type UploadExchange } from '../../probes/http/upload.ts';
import { loadProfile } from '../../profiles/index.ts';
import { behaviourFor, startEmbedded, withFault, type Fault } from '../../stack/index.ts';
import { HOUSE } from './run-suite.ts';

const MEGABYTE = 1_000_000;

/** Peak memory of the children of this process that hold a stack, in bytes (proc(5), VmHWM). */
function peakBytes(): number {
  const children = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,args='], {
    encoding: 'utf8',
  });
  const pids = children.split('\n').flatMap((line) => /^\s*(\d+) .*embedded-stack/.exec(line)?.[1] ?? []);
  const peaks = pids.map((pid) => {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  });
  expect(peaks).toHaveLength(1);
  return peaks[0] ?? 0;
}

/** Sends so many bytes in chunks to a stack, whatever it answers; what it costs the stack and what came back. */
async function memoryFor(fault: Fault, bytes: number): Promise<{ growth: number; seen: UploadExchange }> {
  const profile = loadProfile(join(HOUSE, 'profiles/staging.yaml'));
  const stack = await startEmbedded(withFault(behaviourFor(profile), fault));
  try {
    const { https, ca = '' } = stack.target;
    const endpoint = { ...https, ca };
    const route = { name: 'analyze', kind: 'api', method: 'POST', path: '/analyze', status: 200 } as const;
    const head = (request: string, more: string) =>
      `${request} HTTP/1.1\r\nHost: localhost:${https.port}\r\n${more}\r\n`;
    const type = 'Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n';
    const send = (size: number) =>
      uploadExchange(
        endpoint,
        {
          head: head('POST /analyze', type),
          body: inChunks(bodyOf(route, size)),
          next: head('GET /health', ''),
        },
        { timeoutMs: 40_000, answerMs: 20_000, silenceMs: 5_000, until: 'next' },
      );
    // What it loads with its first requests, and what waits for the garbage collector, is there before.
    await send(bytes / 4);
    const before = peakBytes();
    const seen = await send(bytes);
    return { growth: peakBytes() - before, seen };
  } finally {
    await stack.stop();
  }
}

test.describe('The memory of the embedded stack', () => {
  test.describe.configure({ timeout: 120_000 });
  test.skip(process.platform !== 'linux', 'reads /proc');

  test('does not grow by a body that it refuses', async () => {
    const { growth, seen } = await memoryFor({}, 200 * MEGABYTE);
    expect(seen.answers).toMatchObject([{ status: 413, complete: true }, { status: 200 }]);
    expect(seen.bodyBytes).toBeGreaterThan(200 * MEGABYTE);
    expect(growth).toBeLessThan(50 * MEGABYTE);
  });

  test('is seen to grow by a body that it keeps', async () => {
    const unlimited: Fault = { bodies: { counting: { chunked: { slack: Number.MAX_SAFE_INTEGER } } } };
    const { growth, seen } = await memoryFor(unlimited, 80 * MEGABYTE);
    expect(seen.answers).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(growth).toBeGreaterThan(50 * MEGABYTE);
  });
});
