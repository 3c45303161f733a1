import { join } from 'node:path';
import { once } from 'node:events';
import http from 'node:http';
import { controlIds } from '../../controls/index.ts';
import { family, isAlive, listeningPorts } from './processes.ts';
import { controlIn, runOf, runSuite, startSuite, statuses } from './run-suite.ts';
import { endlessProfile, extending, hstsProfile } from './sample-profiles.ts';
import { conformingServer, expect, test } from './targets.ts';
import { verifyBundle } from '../../reporters/seal/verify.ts';

test.describe('A part of a run', () => {
  test('says of each control of the catalogue what became of it', async () => {
    const ended = await runSuite({
      files: { 'profiles/staging.yaml': extending('staging', 'staging') },
      args: ['--project=staging', '--grep', '@HDR-HSTS-01'],
    });
    expect(ended.code).toBe(0);
    const run = runOf(ended, 'staging');
    expect(run?.completeness).toBe('partial');
    expect(run?.controls.map(({ id }) => id).toSorted()).toEqual(controlIds.toSorted());
    expect(statuses(run)).toEqual({ 'HDR-HSTS-01': 'pass' });
    expect(controlIn(run, 'HDR-HSTS-02').reason).toBe('left out of this run by the command line');
    const total = Object.values(run?.totals ?? {}).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(controlIds.length);
    expect(ended.stdout).toContain('PARTIAL');
  });

  test('is no run where tests are only listed', async () => {
    const ended = await runSuite({
      files: { 'profiles/hsts.yaml': hstsProfile('hsts') },
      args: ['--grep', '@HDR-HSTS-01', '--list'],
    });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('Total: 1 test in 1 file');
    expect(ended.stdout).not.toContain('Plumbline');
    expect(runOf(ended, 'hsts')).toBeUndefined();
  });

  test('keeps what was decided before an interruption', async ({ serve, trusted }) => {
    const https = await serve(conformingServer(trusted.pem));
    // After the first look the plain entry answers nothing more, so the run waits in HDR-HSTS-06.
    const asked: string[] = [];
    const plain = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      if (asked.length === 1) response.writeHead(301, { Location: `https://localhost:${https}/` }).end();
      else plain.emit('held');
    });
    const port = await serve(plain);
    const held = once(plain, 'held');
    const { pid, ended } = startSuite({
      files: {
        'profiles/slow.yaml': hstsProfile('slow', 'target: { timeoutMs: 30000 }\n'),
        'ca.pem': trusted.pem.cert,
      },
      args: ['--grep', '@hsts', '--workers=1'],
      env: {
        PLUMBLINE_TARGET: `https://localhost:${https}`,
        PLUMBLINE_HTTP: `http://localhost:${port}`,
        PLUMBLINE_CA: 'ca.pem',
      },
    });
    await held;
    process.kill(pid, 'SIGINT');
    const outcome = await ended;
    expect(outcome.code).not.toBe(0);
    const run = runOf(outcome, 'slow');
    expect(run?.completeness).toBe('interrupted');
    expect(statuses(run)).toMatchObject({ 'HDR-HSTS-01': 'pass', 'HDR-HSTS-05': 'pass' });
    expect(controlIn(run, 'HDR-HSTS-06')).toMatchObject({
      status: 'not-evaluated',
      reason: expect.stringContaining('interrupted'),
    });
    expect(outcome.stdout).toContain('INTERRUPTED');
    const bundle = verifyBundle(join(outcome.folder, 'results/slow/bundle'));
    expect(bundle).toMatchObject({
      problems: [],
      manifest: { completeness: 'interrupted', result: 'FAILED' },
    });
  });

  test('leaves no process and no port behind when Ctrl-C ends it', async () => {
    const execution = startSuite({
      // A burst that takes longer than anybody waits.
      files: {
        'profiles/endless.yaml': endlessProfile('endless'),
      },
      args: ['--grep', '@HDR-HSTS-01'],
    });
    await expect.poll(async () => stackIn(await family(execution.pid)), { timeout: 10_000 }).toBeDefined();
    const members = await family(execution.pid);
    const stack = stackIn(members);
    await expect.poll(() => listeningPorts(stack?.pid ?? 0)).toHaveLength(3);
    process.kill(-execution.pid, 'SIGINT');
    const { code } = await execution.ended;
    expect(code).not.toBe(0);
    expect(runOf(execution, 'endless')?.completeness).toBe('interrupted');
    await expect.poll(() => members.filter(({ pid }) => isAlive(pid)), { timeout: 2_000 }).toEqual([]);
  });
});

function stackIn(members: Awaited<ReturnType<typeof family>>) {
  return members.find(({ command }) => command.includes('embedded-stack'));
}
