import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import { HOUSE, runOf, runSuite, startSuite } from './run-suite.ts';
import { extending, hstsProfile } from './sample-profiles.ts';
import { conformingServer, expect, redirectingServer, test } from './targets.ts';

const schema = JSON.parse(readFileSync(join(HOUSE, 'reporters/run.schema.json'), 'utf8')) as object;
const isRun = new Ajv({ allErrors: true, strict: true }).compile(schema);

/** What is wrong with a run, one line per problem. */
function problemsOf(run: unknown): string[] {
  isRun(run);
  return (isRun.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

test.describe('The results', () => {
  test('satisfy their schema, whatever the statuses', async ({ defective }) => {
    const staging = await runSuite({
      files: { 'profiles/staging.yaml': extending('staging', 'staging') },
      args: ['--project=staging', '--grep', '@hsts'],
    });
    expect(problemsOf(runOf(staging, 'staging'))).toEqual([]);

    const waiver = (control: string, expires: string) =>
      `\n  - { control: ${control}, reason: r, owner: o, approver: a, ticket: t, expires: ${expires} }`;
    const profile = hstsProfile(
      'mixed',
      `waivers:${waiver('HDR-HSTS-02', '2999-12-31')}${waiver('HDR-HSTS-03', '2020-01-01')}`,
    );
    const env = await defective(profile, { fields: { everywhere: { 'Strict-Transport-Security': [] } } });
    const mixed = await runSuite({
      files: { 'profiles/mixed.yaml': profile },
      args: ['--grep', '@hsts'],
      env: { ...env, PLUMBLINE_HTTP: 'http://localhost:1' },
    });
    const run = runOf(mixed, 'mixed');
    expect(problemsOf(run)).toEqual([]);
    expect(Object.values(run?.totals ?? {}).filter((count) => count > 0)).toHaveLength(6);
  });

  test('are not accepted by the schema without the words that a status needs', async () => {
    const ended = await runSuite({
      files: { 'profiles/staging.yaml': extending('staging', 'staging') },
      args: ['--project=staging', '--grep', '@HDR-HSTS-01'],
    });
    const run = runOf(ended, 'staging');
    const [control, ...others] = (run?.controls ?? []).toSorted((a, b) => a.id.localeCompare(b.id));
    const pass = run?.controls.find(({ status }) => status === 'pass');
    const wrong = {
      'a pass without evidence': { ...pass, evidence: [] },
      'an error without reason': { ...control, status: 'error', reason: '' },
      'a failure without observation': { ...pass, status: 'fail', reason: 'x', observed: [] },
      'an unknown status': { ...pass, status: 'skipped' },
      'an unknown key': { ...pass, note: 'x' },
    };
    for (const [what, changed] of Object.entries(wrong)) {
      expect.soft(problemsOf({ ...run, controls: [changed, ...others] }), what).not.toEqual([]);
    }
  });

  test('hold no cookie, no credential and no canary', async ({ serve, trusted }) => {
    const secrets = { cookie: 'c00kie-5f1d0a77', password: 'pa55-9be2c1', shown: 'bearer-77aa01' };
    const reflecting = https.createServer(trusted.pem, (request, response) => {
      const sent: string[] = [];
      request.on('data', (chunk: Buffer) => sent.push(chunk.toString()));
      request.on('end', () => {
        response.writeHead(200, {
          'Set-Cookie': `session=${secrets.cookie}; Secure`,
          'Strict-Transport-Security': `max-age=1; reflected="${sent.join('')}"`,
        });
        response.end(
          `you sent ${sent.join('')} and ${String(request.headers.authorization)}, we set ${secrets.cookie}`,
        );
      });
    });
    const port = await serve(reflecting);
    const profile = hstsProfile('secret').replace(
      'missing: {',
      `login: { kind: login, method: POST, path: /login, status: 200, json: { password: '\${env:PASSWORD}' },
    headers: { Authorization: 'Bearer \${env:BEARER}' } }\n  missing: {`,
    );
    const report = test.info().outputPath('report.json');
    const ended = await runSuite({
      files: { 'profiles/secret.yaml': profile, 'ca.pem': trusted.pem.cert },
      args: ['--grep', '@hsts', '--reporter=json'],
      env: {
        PLUMBLINE_TARGET: `https://localhost:${port}`,
        PLUMBLINE_HTTP: 'none',
        PLUMBLINE_CA: 'ca.pem',
        PASSWORD: secrets.password,
        BEARER: secrets.shown,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    });
    expect(ended.code).toBe(1);
    const everything = [
      ended.stdout,
      ended.stderr,
      ...filesBelow(ended.folder),
      ...attachmentsIn(report),
    ].join('\n');
    expect(everything).toContain('POST /login → 200');
    for (const secret of Object.values(secrets)) expect.soft(everything).not.toContain(secret);
  });

  test('of the embedded stack hold neither its canary nor a session', async () => {
    const ended = await runSuite({
      files: { 'profiles/staging.yaml': extending('staging', 'staging') },
      args: ['--project=staging', '--grep', '@hsts'],
    });
    const everything = filesBelow(ended.folder).join('\n');
    expect(everything).toContain('__Host-session=[redacted]');
    expect(everything).not.toMatch(/canary-[0-9a-f]{8}/);
    expect(everything).not.toMatch(/session=(?!\[redacted\])/);
  });

  test('need a folder that can be written before anything runs', async () => {
    const ended = await runSuite({
      files: { 'profiles/hsts.yaml': hstsProfile('hsts'), results: 'a file in the way' },
      args: ['--grep', '@hsts'],
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^results\/hsts cannot be written: E/);
    expect(ended.stdout).toBe('');
  });

  test('are not begun where the key that signs them cannot be used', async () => {
    const ended = await runSuite({
      files: { 'profiles/hsts.yaml': hstsProfile('hsts') },
      args: ['--grep', '@hsts'],
      env: { PLUMBLINE_SIGNING_KEY: '${env:NO_SUCH_KEY}' },
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toBe(
      'PLUMBLINE_SIGNING_KEY needs the environment variable NO_SUCH_KEY, which is missing or empty\n',
    );
    expect(ended.stdout).toBe('');
  });

  test('that cannot be written at the end are still told', async ({ serve, trusted }) => {
    let folder = '';
    const server = conformingServer(trusted.pem);
    server.prependListener('request', (request: { url?: string }) => {
      if (request.url !== '/no-such-page') return;
      rmSync(join(folder, 'results'), { recursive: true, force: true });
      writeFileSync(join(folder, 'results'), 'a file in the way');
    });
    const port = await serve(server);
    const plain = await serve(redirectingServer(port));
    const execution = startSuite({
      files: { 'profiles/hsts.yaml': hstsProfile('hsts'), 'ca.pem': trusted.pem.cert },
      args: ['--grep', '@hsts'],
      env: {
        PLUMBLINE_TARGET: `https://localhost:${port}`,
        PLUMBLINE_HTTP: `http://localhost:${plain}`,
        PLUMBLINE_CA: 'ca.pem',
      },
    });
    ({ folder } = execution);
    const ended = await execution.ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toBe(
      'The run could not be written: results/hsts: a part of its path is a file (ENOTDIR)\n',
    );
    expect(ended.stdout).toContain('5 pass');
  });

  test('of an earlier run do not outlive a run that did not come to its end', async () => {
    const ended = await runSuite({
      files: { 'profiles/hsts.yaml': hstsProfile('hsts'), 'results/hsts/run.json': '{ "old": true }' },
      args: ['--grep', '@hsts'],
      env: { PLUMBLINE_TARGET: 'http://localhost:1' },
    });
    expect(ended.code).toBe(1);
    expect(runOf(ended, 'hsts')).toBeUndefined();
  });
});

/** The text of every file below a folder, but for the profiles and keys that the test put there. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('/profiles') && entry.name !== 'ca.pem')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

/** The report of Playwright's JSON reporter, and the attachments in it as they were before base64. */
function attachmentsIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const inside = ({ specs, suites = [] }: JSONReportSuite): string[] => [
    ...specs
      .flatMap(({ tests }) =>
        tests.flatMap(({ results }) => results.flatMap(({ attachments }) => attachments)),
      )
      .map(({ body = '' }) => Buffer.from(body, 'base64').toString()),
    ...suites.flatMap(inside),
  ];
  return [text, ...(JSON.parse(text) as JSONReport).suites.flatMap(inside)];
}
