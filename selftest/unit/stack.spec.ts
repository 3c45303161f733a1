import { execFileSync } from 'node:child_process';
import { connect } from 'node:http2';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { requestFor } from '../../fixtures/entry-client.ts';
import { exchange } from '../../probes/http/client.ts';
import { loadProfile } from '../../profiles/index.ts';
import { behaviourFor, startEmbedded, withFault, type Stack } from '../../stack/index.ts';

const staging = loadProfile(join(import.meta.dirname, '../../profiles/staging.yaml'));
const behaviour = behaviourFor(staging);

/** Process ids of the stacks that this process has started and that still run. */
function ownStacks(): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...command]) => parent === `${process.pid}` && command.join(' ').includes('embedded-stack'),
    )
    .map(([pid]) => Number(pid));
}

test.describe('The embedded stack', () => {
  test.describe.configure({ mode: 'default' });

  test('starts in under 500 ms and is gone after stop()', async () => {
    // The first start may have to build the program.
    await (await startEmbedded(behaviour)).stop();
    const times: number[] = [];
    const bareTimes: number[] = [];
    for (let time = 0; time < 5; time++) {
      const began = performance.now();
      execFileSync(process.execPath, ['--eval', '']);
      bareTimes.push(performance.now() - began);
      const stack = await startEmbedded(behaviour);
      times.push(performance.now() - began - (bareTimes.at(-1) ?? 0));
      expect(ownStacks()).toHaveLength(1);
      await stack.stop();
      expect(ownStacks()).toEqual([]);
    }
    // An idle machine starts an empty process in 40 ms; one that is busy is given as much more time as that takes it.
    expect(median(times)).toBeLessThan(Math.max(500, 10 * median(bareTimes)));
  });

  test('says why it does not start, and leaves nothing behind', async () => {
    const route = { kind: 'page', method: 'GET', path: 'no-slash', status: 200, sensitive: false } as const;
    const broken = withFault(behaviour, { routes: { served: [route] } });
    await expect(startEmbedded(broken)).rejects.toThrow(/^the embedded stack did not start: /);
    expect(ownStacks()).toEqual([]);
  });

  test.describe('as staging wants it', () => {
    let stack: Stack;

    test.beforeAll(async () => {
      stack = await startEmbedded(behaviour);
    });

    test.afterAll(async () => {
      await stack.stop();
    });

    for (const [index, route] of Object.values(staging.routes).entries()) {
      test(`answers ${route.name} as declared`, async () => {
        const { https, ca = '' } = stack.target;
        const endpoint = { ...https, ca, localAddress: `127.200.0.${index + 1}` };
        let status = 0;
        for (let time = 0; time < (route.repeat ?? 1); time++) {
          const { response } = await exchange(endpoint, requestFor(route), { timeoutMs: 5_000 });
          ({ status } = response);
        }
        expect(status).toBe(route.status);
      });
    }

    test('speaks HTTP/2 on its TLS entry', async () => {
      const { https, ca } = stack.target;
      expect(await http2Status(`https://localhost:${https.port}`, ca, '/health')).toBe(200);
    });

    test('speaks HTTP/1.1 on its TLS entry', async () => {
      const { https, ca = '' } = stack.target;
      const request = { method: 'GET', path: '/health' };
      const { response } = await exchange({ ...https, ca }, request, { timeoutMs: 5_000 });
      expect(response).toMatchObject({ status: 200, httpVersion: '1.1' });
    });
  });
});

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

function http2Status(origin: string, ca: string | undefined, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const session = connect(origin, { ca });
    session.once('error', reject);
    const stream = session.request({ ':path': path });
    stream.once('response', (headers) => {
      resolve(headers[':status']);
      session.destroy();
    });
    stream.once('error', reject);
    // A server that ends in the middle closes the stream without an error.
    stream.once('close', () => {
      reject(new Error('the stream was closed without an answer'));
    });
  });
}
