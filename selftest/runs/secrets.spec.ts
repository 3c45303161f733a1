import http from 'node:http';
import https from 'node:https';
import { controlIn, runOf, runSuite } from './run-suite.ts';
import { hstsProfile } from './sample-profiles.ts';
import { CONFORMING_HSTS, expect, test } from './targets.ts';

const SECRET = 'a-password-that-nobody-else-may-see';

/** A profile whose login holds a secret. */
const profile = hstsProfile('guarded').replace(
  'missing: {',
  "login: { kind: login, method: POST, path: /login, status: 200, json: { password: '${env:LOGIN_PASSWORD}' } }\n  missing: {",
);

test.describe('A secret of the profile', () => {
  for (const [trust, ca, status, arrives] of [
    ['is not sent to a target whose certificate is not trusted', '', 'error', false],
    ['is sent to one whose certificate is', 'ca.pem', 'pass', true],
  ] as const) {
    test(`${trust}, and never over plain http`, async ({ serve, trusted }) => {
      const seen = { https: '', http: '' };
      const listen =
        (entry: keyof typeof seen, status: number) =>
        (request: http.IncomingMessage, response: http.ServerResponse) => {
          request.on('data', (chunk: Buffer) => (seen[entry] += chunk.toString()));
          const found = new Map([['/no-such-page', 404]]).get(request.url ?? '') ?? status;
          request.on('end', () =>
            response.writeHead(found, { 'Strict-Transport-Security': CONFORMING_HSTS }).end('{}'),
          );
        };
      const port = await serve(https.createServer(trusted.pem, listen('https', 200)));
      const plain = await serve(http.createServer(listen('http', 403)));
      const ended = await runSuite({
        files: { 'profiles/guarded.yaml': profile, 'ca.pem': trusted.pem.cert },
        args: ['--grep', '@HDR-HSTS-01|@REDIR-COOKIE-01|@REDIR-POST-01'],
        env: {
          PLUMBLINE_TARGET: `https://localhost:${port}`,
          PLUMBLINE_HTTP: `http://localhost:${plain}`,
          PLUMBLINE_CA: ca,
          LOGIN_PASSWORD: SECRET,
        },
      });
      const control = controlIn(runOf(ended, 'guarded'), 'HDR-HSTS-01');
      expect(control.status, control.reason).toBe(status);
      expect(seen.https.includes(SECRET)).toBe(arrives);
      expect(seen.http).not.toContain(SECRET);
      expect(JSON.stringify(runOf(ended, 'guarded'))).not.toContain(SECRET);
    });
  }
});
