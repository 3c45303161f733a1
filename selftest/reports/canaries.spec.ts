import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { controlIn, runOf, runPlaywright, CONFIG_FILE, workingDirectory } from '../runs/run-suite.ts';
import { expect, test } from '../runs/targets.ts';
import { identity } from '../unit/tls-servers.ts';
import {
  BROKEN_PROFILE,
  canariesIn,
  CANARIES,
  CONFESSING_PROFILE,
  confessingServer,
  searched,
} from './canaries.ts';

/** Of each kind of observation one control; most of them fail, and say what they saw. */
const CONTROLS = [
  'HDR-HSTS-01',
  'HDR-HSTS-02',
  'HDR-SERVER-01',
  'REDIR-STATUS-01',
  'REDIR-CHAIN-01',
  'COOKIE-SECURE-01',
  'COOKIE-SIZE-01',
  'EXP-VERSION-01',
  'BRW-INLINE-01',
  'MTLS-ACCEPT-01',
];

test('No output holds a secret, whatever is recorded', async ({ serve, trusted }) => {
  test.setTimeout(120_000);
  const client = await identity({ subject: 'CN=client' });
  const port = await serve(confessingServer(trusted.pem));
  const plain = http.createServer((_, response) => {
    response
      .writeHead(301, { Location: `https://root:${CANARIES.locationUserinfo}@localhost:${port}/` })
      .end(`https://root:${CANARIES.bodyUserinfo}@localhost/`);
  });
  const plainPort = await serve(plain);
  const folder = workingDirectory({
    'profiles/confessing.yaml': CONFESSING_PROFILE,
    'profiles/broken.yaml': BROKEN_PROFILE,
    'ca.pem': trusted.pem.cert,
    'clients/valid.pem': `${client.cert}\n${client.key}`,
    'secret.txt': CANARIES.fileSecret,
  });
  const ended = await runPlaywright(
    folder,
    [
      'test',
      ...['--config', CONFIG_FILE, '--output', join(folder, 'artifacts'), '--trace', 'on'],
      ...['--grep', CONTROLS.map((id) => `@${id}`).join('|'), '--reporter', 'html,json,blob,list'],
    ],
    {
      PLUMBLINE_TARGET: `https://localhost:${port}`,
      PLUMBLINE_HTTP: `http://localhost:${plainPort}`,
      PLUMBLINE_CA: 'ca.pem',
      PLUMBLINE_CLIENTS: 'clients',
      PAGE_TOKEN: CANARIES.environmentSecret,
      LOGIN_PASSWORD: CANARIES.loginBody,
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(folder, 'report.json'),
      PLAYWRIGHT_HTML_OUTPUT_DIR: join(folder, 'html'),
      PLAYWRIGHT_HTML_OPEN: 'never',
      PLAYWRIGHT_BLOB_OUTPUT_FILE: join(folder, 'blob.zip'),
    },
  );
  mkdirSync(join(folder, 'output'));
  writeFileSync(join(folder, 'output/terminal.txt'), ended.stdout + ended.stderr);
  expect(ended.stderr).toContain('No traces are recorded');

  // The canaries were met: what stands beside them in each place is there.
  const run = runOf({ folder }, 'confessing');
  const kept = readFileSync(join(folder, 'results/confessing/run.json'), 'utf8');
  expect(kept).toContain('session=[redacted]');
  expect(kept).toContain('https://[redacted]@localhost');
  expect(kept).toContain('-----BEGIN PRIVATE KEY-----[redacted]');
  const page = controlIn(run, 'BRW-INLINE-01').evidence.at(-1);
  expect(page?.['screenshots']).toHaveLength(0);
  expect(page?.['withheld']).toContain('shows a secret');
  // An error that quotes where a page leads, and a finding that quotes a field.
  expect(controlIn(runOf({ folder }, 'broken'), 'BRW-INLINE-01').reason).toMatch(
    /token=\[redacted\] leads to https:\/\/\[redacted\]@localhost/,
  );
  expect(controlIn(run, 'REDIR-STATUS-01').evidence).toContainEqual(
    expect.objectContaining({ subject: 'GET /about → 301' }),
  );

  const clientKey = { clientKey: client.key.split('\n')[1] ?? '' };
  const planted = /^\/(?:profiles|clients|secret\.txt)/;
  expect(canariesIn(folder, { ...CANARIES, ...clientKey }, planted)).toEqual([]);
});

test('The search finds what is hidden', () => {
  const canary = { it: 'canary-1234567890' };
  const hidden: Readonly<Record<string, string | Uint8Array>> = {
    plain: `x ${canary.it} x`,
    base64: `{"body":"${Buffer.from(`{"a":"${canary.it}"}`).toString('base64')}"}`,
    gzip: gzipSync(canary.it),
    zip: zipSync({ 'a.txt': Buffer.from(canary.it) }),
    'zip in base64 in zip': zipSync({
      'a.html': Buffer.from(
        `"data:application/zip;base64,${Buffer.from(zipSync({ 'b.txt': Buffer.from(canary.it) })).toString('base64')}"`,
      ),
    }),
  };
  for (const [how, content] of Object.entries(hidden)) {
    expect.soft(searched(Buffer.from(content), '', canary, 0), how).not.toEqual([]);
  }
  expect(searched(Buffer.from('canary-123456789'), '', canary, 0)).toEqual([]);
});
