import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { Run } from '../../reporters/run.ts';
import { controlIn, HOUSE, runOf, runSuite, statuses, type Ended } from './run-suite.ts';
import { extending } from './sample-profiles.ts';
import { expect, test } from './targets.ts';

const PAGE_CONTROLS = ['BRW-INLINE-01', 'BRW-FORM-01', 'BRW-FRAMING-01', 'BRW-MIXED-01'];
const GREP = PAGE_CONTROLS.map((id) => `@${id}`).join('|');

const isRun = new Ajv({ allErrors: true, strict: true }).compile(
  JSON.parse(readFileSync(join(HOUSE, 'reporters/run.schema.json'), 'utf8')) as object,
);

/** A profile of what a browser blocks on one page. */
const profile = `name: browser
target: { timeoutMs: 3000 }
routes:
  home: { kind: page, path: /, status: 200 }
redirects: { status: [301], maxHops: 1, api: redirect }
headers: {}
browser:
  blocks: [inline-script, foreign-form]
  framing: [x-frame-options]
  mixedContent: refuse
`;

const reasons = (run: Run | undefined) => PAGE_CONTROLS.map((id) => controlIn(run, id).reason);

test.describe('Checks in a browser', () => {
  test.setTimeout(120_000);

  test('have a screenshot and the report of the browser as evidence', async () => {
    const ended = await runSuite({
      files: { 'profiles/own.yaml': extending('own', 'staging') },
      args: ['--grep', GREP],
    });
    expect(ended.code, ended.stdout).toBe(0);
    const run = runOf(ended, 'own');
    expect(isRun(run), JSON.stringify(isRun.errors)).toBe(true);
    const [evidence] = controlIn(run, 'BRW-INLINE-01').evidence.filter(({ kind }) => kind === 'browser');
    expect(evidence).toMatchObject({
      subject: 'GET / → 200 with an injected inline script',
      browser: expect.stringMatching(/^Chromium \d+/),
      ran: false,
      ranWithoutPolicy: true,
      violation: {
        directive: 'script-src-elem',
        blocked: 'inline',
        disposition: 'enforce',
        policy: expect.stringContaining("script-src 'self'"),
      },
    });
    const [screenshot = ''] = (evidence?.['screenshots'] ?? []) as string[];
    expect(Buffer.from(screenshot, 'base64').subarray(0, 3).toString('hex')).toBe('ffd8ff');
  });

  test('trust an expired certificate by its key, and say so', async ({ defective }) => {
    const own = extending('own', 'staging', 'target: { active: false }\n');
    const settings = await defective(own, { certificate: { notBeforeDays: -91, notAfterDays: -1 } });
    const ended = await runSuite({
      files: { 'profiles/own.yaml': own },
      args: ['--grep', `${GREP}|@CERT-EXPIRY-01`],
      env: settings,
    });
    const run = runOf(ended, 'own');
    expect(statuses(run)).toMatchObject({ 'CERT-EXPIRY-01': 'fail', 'BRW-INLINE-01': 'pass' });
    expect(controlIn(run, 'BRW-INLINE-01').reason).toBe(
      'the browser believes the certificate by its key alone (CERT_HAS_EXPIRED)',
    );
  });

  for (const host of ['127.0.0.1', '[::1]']) {
    test(`judge a target of one's own at ${host}`, async ({ serve, trusted }) => {
      const policy = "default-src 'self'; form-action 'self'";
      const server = https.createServer(trusted.pem, (_, response) => {
        response
          .writeHead(200, {
            'Content-Type': 'text/html',
            'Content-Security-Policy': policy,
            'X-Frame-Options': 'DENY',
          })
          .end('<h1>Own</h1>');
      });
      const port = await serve(server, host.replace(/[[\]]/g, ''));
      const ended = await runSuite({
        files: { 'profiles/browser.yaml': profile, 'ca.pem': trusted.pem.cert },
        args: ['--grep', GREP],
        env: { PLUMBLINE_TARGET: `https://${host}:${port}`, PLUMBLINE_HTTP: 'none', PLUMBLINE_CA: 'ca.pem' },
      });
      const passed = Object.fromEntries(PAGE_CONTROLS.map((id) => [id, 'pass']));
      expect(statuses(runOf(ended, 'browser')), ended.stdout + ended.stderr).toMatchObject(passed);
    });
  }

  test('are errors, with what to do, where there is no browser', async () => {
    const ended = await runSuite({
      files: { 'profiles/own.yaml': extending('own', 'staging') },
      args: ['--grep', GREP],
      env: { PLUMBLINE_CHROMIUM: '/no/such/chromium' },
    });
    expect(ended.code).toBe(1);
    for (const reason of reasons(runOf(ended, 'own'))) {
      expect(reason).toBe('PLUMBLINE_CHROMIUM names a file that does not exist: /no/such/chromium');
    }
  });

  test('are errors where the browser is none', async () => {
    const ended = await runSuite({
      files: { 'profiles/own.yaml': extending('own', 'staging') },
      args: ['--grep', GREP],
      env: { PLUMBLINE_CHROMIUM: '/bin/false' },
    });
    expect(ended.code).toBe(1);
    for (const reason of reasons(runOf(ended, 'own'))) expect(reason).toMatch(/^Chromium does not start: /);
  });

  const hostile: Record<
    string,
    { answer: (response: import('node:http').ServerResponse) => void; reason: RegExp }
  > = {
    'never answers': { answer: () => undefined, reason: /\/ did not complete within 6000 ms\.$/ },
    'is a download': {
      answer: (response) => {
        response.writeHead(200, { 'Content-Disposition': 'attachment' }).end('<h1>Download</h1>');
      },
      reason: /Download is starting|ERR_ABORTED/,
    },
    'goes elsewhere': {
      answer: (response) => {
        response
          .writeHead(200, { 'Content-Type': 'text/html' })
          .end('<script>location.href = "https://foreign.invalid/";</script>');
      },
      reason: /the page went elsewhere while it was looked at\.$/,
    },
    'never gives the processor back': {
      answer: (response) => {
        response
          .writeHead(200, { 'Content-Type': 'text/html' })
          .end('<script>setTimeout(() => { for (;;); }, 50);</script>');
      },
      reason: /did not complete within \d+ ms\.$/,
    },
  };

  for (const [what, { answer, reason }] of Object.entries(hostile)) {
    test(`are errors in good time where the page ${what}`, async ({ serve, trusted }) => {
      const port = await serve(
        https.createServer(trusted.pem, (_, response) => {
          answer(response);
        }),
      );
      const ended: Ended = await runSuite({
        files: { 'profiles/browser.yaml': profile, 'ca.pem': trusted.pem.cert },
        args: ['--grep', GREP],
        env: {
          PLUMBLINE_TARGET: `https://localhost:${port}`,
          PLUMBLINE_HTTP: 'none',
          PLUMBLINE_CA: 'ca.pem',
        },
      });
      expect(ended.code).toBe(1);
      const run = runOf(ended, 'browser');
      expect(statuses(run)).toMatchObject(Object.fromEntries(PAGE_CONTROLS.map((id) => [id, 'error'])));
      for (const each of reasons(run)) expect(each).toMatch(reason);
    });
  }
});
