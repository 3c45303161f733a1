import { readdirSync, readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { runOf, runSuite } from '../runs/run-suite.ts';
import { hstsProfile } from '../runs/sample-profiles.ts';
import { expect, test } from '../runs/targets.ts';

interface AllureResult {
  readonly status: string;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly links: readonly { readonly url: string; readonly type: string }[];
}

/*
 * npx playwright test --project=staging --reporter=allure-playwright
 */
test('Allure beside our own reporter has control, severity and links, and nothing secret', async ({
  serve,
  trusted,
}) => {
  const secrets = { cookie: 'c00kie-1f2e3d4c', shown: 'bearer-5b6a7988' };
  const reflecting = https.createServer(trusted.pem, (request, response) => {
    response.writeHead(200, {
      'Set-Cookie': `session=${secrets.cookie}; Secure`,
      'Strict-Transport-Security': `max-age=1; reflected="${String(request.headers.authorization)}"`,
    });
    response.end(`${String(request.headers.authorization)} ${secrets.cookie}`);
  });
  const profile = hstsProfile('tiny').replace(
    'home: { kind: page, path: /, status: 200',
    `home: { kind: page, path: /, status: 200, headers: { Authorization: 'Bearer \${env:BEARER}' }`,
  );
  const ended = await runSuite({
    files: { 'profiles/tiny.yaml': profile, 'ca.pem': trusted.pem.cert },
    args: ['--grep', '@HDR-HSTS-02', '--reporter=allure-playwright'],
    env: {
      PLUMBLINE_TARGET: `https://localhost:${await serve(reflecting)}`,
      PLUMBLINE_HTTP: 'none',
      PLUMBLINE_CA: 'ca.pem',
      BEARER: secrets.shown,
    },
  });
  expect(runOf(ended, 'tiny')?.totals.fail).toBe(1);

  const folder = join(ended.folder, 'allure-results');
  const files = readdirSync(folder);
  const texts = files.map((file) => readFileSync(join(folder, file), 'latin1'));
  const results = files
    .filter((file) => file.endsWith('-result.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as AllureResult);
  expect(results.map(({ status }) => status)).toEqual(['failed']);
  const labels = Object.fromEntries((results[0]?.labels ?? []).map(({ name, value }) => [name, value]));
  expect(labels).toMatchObject({ control: 'HDR-HSTS-02', feature: 'hsts', severity: 'normal' });
  expect(results[0]?.links.map(({ url }) => url)).toContain(
    'https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1',
  );

  expect(texts.join('\n')).toContain('[redacted]');
  for (const secret of Object.values(secrets)) expect(texts.join('\n')).not.toContain(secret);
});
