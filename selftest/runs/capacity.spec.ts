import https from 'node:https';
import { controlIn, runOf, runSuite } from './run-suite.ts';
import { expect, test } from './targets.ts';

const profile = `name: busy
routes:
  home: { kind: page, path: /, status: 200 }
  health: { kind: api, path: /health, status: 200 }
capacity: { route: health, rate: 100, connections: 5, seconds: 2, p95Milliseconds: 200 }
`;

/** Five connections get so many answers while the first load lasts, when each takes 400 ms. */
const SLOW_ANSWERS = 36;

test('A load that only its beginning has disturbed is made once more, and the run says so', async ({
  serve,
  trusted,
}) => {
  let asked = 0;
  const server = https.createServer(trusted.pem, (_request, response) => {
    asked += 1;
    setTimeout(() => response.end('{}'), asked <= SLOW_ANSWERS ? 400 : 0);
  });
  const port = await serve(server);
  const ended = await runSuite({
    files: { 'profiles/busy.yaml': profile, 'ca.pem': trusted.pem.cert },
    args: ['--grep', '@CAP-P95-01'],
    env: { PLUMBLINE_TARGET: `https://localhost:${port}`, PLUMBLINE_HTTP: 'none', PLUMBLINE_CA: 'ca.pem' },
  });
  const { status, reason } = controlIn(runOf(ended, 'busy'), 'CAP-P95-01');
  expect(status, ended.stdout).toBe('pass');
  expect(reason).toMatch(/^another load, a moment before, broke a budget: p95 is \d/);
  expect(ended.stderr).toContain('the load is made once more');
});
