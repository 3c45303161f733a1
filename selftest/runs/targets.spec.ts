import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { controlIn, runOf, runSuite, statuses } from './run-suite.ts';
import { hstsProfile, HSTS_CONTROLS } from './sample-profiles.ts';
import { CONFORMING_HSTS, conformingServer, expect, redirectingServer, test } from './targets.ts';

type Pem = { cert: string; key: string };

const profile = hstsProfile('target', 'target: { timeoutMs: 1000 }\n');
const HEAD = `HTTP/1.1 200 OK\r\nStrict-Transport-Security: ${CONFORMING_HSTS}\r\n`;

/** Servers that nobody can be judged by, and what a person is told. */
const unusable: Record<string, { start: (pem: Pem) => net.Server; reason: RegExp }> = {
  'accepts and says nothing': {
    start: () => net.createServer(),
    reason: /: the TLS handshake did not complete within 1000 ms\.$/,
  },
  'speaks TLS and then says nothing': {
    start: (pem) => tls.createServer(pem),
    reason: /: the response head did not complete within 1000 ms\.$/,
  },
  'answers TLS with garbage': {
    start: () => net.createServer((socket) => socket.write('\u0007garbage garbage garbage garbage')),
    reason: /does not speak TLS \(ERR_SSL_\w+\); is this the plain-http port\?$/,
  },
  'speaks plain http on the https port': {
    start: () => http.createServer((_, response) => response.end('hello')),
    reason: /does not speak TLS \(ERR_SSL_\w+\); is this the plain-http port\?$/,
  },
  'closes at once': {
    start: () => net.createServer((socket) => socket.destroy()),
    reason: /closed the connection during the TLS handshake \(ECONNRESET\)\.$/,
  },
  'closes after the handshake without an answer': {
    start: (pem) => tls.createServer(pem, (socket) => socket.end()),
    reason: /closed the connection before the response head was complete\.$/,
  },
  'closes in the middle of the head': {
    start: (pem) => tls.createServer(pem, (socket) => socket.end('HTTP/1.1 200 OK\r\nStrict-Tr')),
    reason: /closed the connection before the response head was complete\.$/,
  },
  'sends 1 MB of headers': {
    start: (pem) =>
      tls.createServer(pem, (socket) => socket.end(`${HEAD}X: ${'x'.repeat(1_000_000)}\r\n\r\n`)),
    reason: /sent more than 256 KiB of response headers\.$/,
  },
  'drips a body without end': {
    start: (pem) =>
      https.createServer(pem, (_, response) => {
        response.writeHead(200, { 'Strict-Transport-Security': CONFORMING_HSTS });
        const timer = setInterval(() => response.write('x'), 50);
        response.on('close', () => {
          clearInterval(timer);
        });
      }),
    reason: /: the response body did not complete within 1000 ms\.$/,
  },
  'puts control characters into a value': {
    start: (pem) => tls.createServer(pem, (socket) => socket.end(`${HEAD}X-A: \u001b[31mred\u0000\r\n\r\n`)),
    reason: /sent a malformed response: /,
  },
};

test.describe('A target that is not ours', () => {
  for (const [what, { start, reason }] of Object.entries(unusable)) {
    test(`that ${what} is an error`, async ({ serve, trusted }) => {
      const port = await serve(start(trusted.pem));
      const plain = await serve(redirectingServer(port));
      const ended = await runSuite({
        files: { 'profiles/target.yaml': profile, 'ca.pem': trusted.pem.cert },
        args: ['--grep', '@HDR-HSTS-0[16]'],
        env: {
          PLUMBLINE_TARGET: `https://localhost:${port}`,
          PLUMBLINE_HTTP: `http://localhost:${plain}`,
          PLUMBLINE_CA: 'ca.pem',
        },
      });
      expect(ended.code).toBe(1);
      const run = runOf(ended, 'target');
      // The other entry is there, and is judged.
      expect(statuses(run)).toEqual({ 'HDR-HSTS-01': 'error', 'HDR-HSTS-06': 'pass' });
      const control = controlIn(run, 'HDR-HSTS-01');
      expect(control.reason).toMatch(/^127\.0\.0\.1:\d+/);
      expect(control.reason).toMatch(reason);
      expect(control.durationMs).toBeLessThan(2_500);
      expect(ended.stdout).toContain(`Reason     ${control.reason}`);
    });
  }

  test('of which nothing listens is an error in every control', async () => {
    const ended = await runSuite({
      files: { 'profiles/target.yaml': profile },
      args: ['--grep', '@hsts'],
      env: { PLUMBLINE_TARGET: 'https://localhost:1', PLUMBLINE_HTTP: 'http://localhost:1' },
    });
    expect(ended.code).toBe(1);
    const run = runOf(ended, 'target');
    expect(statuses(run)).toMatchObject(Object.fromEntries(HSTS_CONTROLS.map((id) => [id, 'error'])));
    for (const id of HSTS_CONTROLS) {
      expect(controlIn(run, id).reason).toBe(
        'Nothing listens on 127.0.0.1:1 (ECONNREFUSED): is the target running, and is the port right?',
      );
    }
    // One dead target is told once.
    expect(ended.stdout.match(/Nothing listens/g)).toHaveLength(1);
  });

  test('whose name has no address is an error', async () => {
    const ended = await runSuite({
      files: { 'profiles/target.yaml': profile },
      args: ['--grep', '@HDR-HSTS-01'],
      env: { PLUMBLINE_TARGET: 'https://nothing.invalid', PLUMBLINE_HTTP: 'none' },
    });
    expect(ended.code).toBe(1);
    expect(controlIn(runOf(ended, 'target'), 'HDR-HSTS-01')).toMatchObject({
      status: 'error',
      reason: expect.stringMatching(/^nothing\.invalid(:443)?(: the name lookup| has no address \(E)/),
    });
  });

  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    test(`that conforms is green at ${host}`, async ({ serve, trusted }) => {
      const address = host.replace(/[[\]]/g, '');
      const port = await serve(conformingServer(trusted.pem), address);
      const plain = await serve(redirectingServer(port), address);
      const ended = await runSuite({
        files: { 'profiles/target.yaml': profile, 'ca.pem': trusted.pem.cert },
        args: ['--grep', '@hsts'],
        env: {
          PLUMBLINE_TARGET: `https://${host}:${port}`,
          PLUMBLINE_HTTP: `http://${host}:${plain}`,
          PLUMBLINE_CA: 'ca.pem',
        },
      });
      expect(ended.code, ended.stdout).toBe(0);
      const run = runOf(ended, 'target');
      expect(statuses(run)).toMatchObject(Object.fromEntries(HSTS_CONTROLS.map((id) => [id, 'pass'])));
      expect(run).toMatchObject({ target: `https://${host}:${port}`, stack: 'external' });
    });
  }

  test('without plain-http entry leaves that entry’s controls out, with the reason', async ({
    serve,
    trusted,
  }) => {
    const port = await serve(conformingServer(trusted.pem));
    const ended = await runSuite({
      files: { 'profiles/target.yaml': profile, 'ca.pem': trusted.pem.cert },
      args: ['--grep', '@hsts'],
      env: { PLUMBLINE_TARGET: `https://localhost:${port}`, PLUMBLINE_HTTP: 'none', PLUMBLINE_CA: 'ca.pem' },
    });
    expect(ended.code, ended.stdout).toBe(0);
    const run = runOf(ended, 'target');
    expect(run?.completeness).toBe('partial');
    const reason = 'the target has no plain-http entry (PLUMBLINE_HTTP=none)';
    expect(controlIn(run, 'HDR-HSTS-06')).toMatchObject({ status: 'not-evaluated', reason });
    expect(ended.stdout).toContain(reason);
  });

  test('that redirects for ever is judged by its first answer', async ({ serve, trusted }) => {
    const loop = https.createServer(trusted.pem, (_, response) => {
      response.writeHead(301, { Location: '/' }).end();
    });
    const port = await serve(loop);
    const ended = await runSuite({
      files: { 'profiles/target.yaml': profile, 'ca.pem': trusted.pem.cert },
      args: ['--grep', '@HDR-HSTS-01'],
      env: { PLUMBLINE_TARGET: `https://localhost:${port}`, PLUMBLINE_HTTP: 'none', PLUMBLINE_CA: 'ca.pem' },
    });
    expect(ended.code).toBe(1);
    const { status, observed } = controlIn(runOf(ended, 'target'), 'HDR-HSTS-01');
    expect(status).toBe('fail');
    expect(observed[0]).toBe('GET / → 301: no Strict-Transport-Security field');
  });

  test('that floods us with a body is judged by its head', async ({ serve, trusted }) => {
    const flood = https.createServer(trusted.pem, (_, response) => {
      response.writeHead(200, { 'Strict-Transport-Security': CONFORMING_HSTS });
      const more = () => {
        while (response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const port = await serve(flood);
    const ended = await runSuite({
      files: { 'profiles/target.yaml': profile.replace('1000', '2000'), 'ca.pem': trusted.pem.cert },
      args: ['--grep', '@HDR-HSTS-01'],
      env: { PLUMBLINE_TARGET: `https://localhost:${port}`, PLUMBLINE_HTTP: 'none', PLUMBLINE_CA: 'ca.pem' },
    });
    expect(ended.code, ended.stdout).toBe(0);
    const [evidence] = controlIn(runOf(ended, 'target'), 'HDR-HSTS-01').evidence;
    expect(evidence).toMatchObject({ response: { truncated: true } });
    expect(JSON.stringify(evidence).length).toBeLessThan(100_000);
  });

  test('cannot act on the terminal with what it sends', async ({ serve, trusted }) => {
    const port = await serve(
      tls.createServer(trusted.pem, (socket) => {
        // Invalid UTF-8, a C1 control (0x9B is CSI) and a tab, which are allowed in a field value.
        const value = Buffer.from('max-age=\xff\xfe\x9b31m\tred', 'latin1');
        socket.end(
          Buffer.concat([
            Buffer.from('HTTP/1.1 200 OK\r\nStrict-Transport-Security: '),
            value,
            Buffer.from('\r\n\r\n'),
          ]),
        );
      }),
    );
    const ended = await runSuite({
      files: { 'profiles/target.yaml': profile, 'ca.pem': trusted.pem.cert },
      args: ['--grep', '@HDR-HSTS-02'],
      env: { PLUMBLINE_TARGET: `https://localhost:${port}`, PLUMBLINE_HTTP: 'none', PLUMBLINE_CA: 'ca.pem' },
    });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('Strict-Transport-Security: max-age=ÿþ\\u009b31m\\tred');
    // eslint-disable-next-line no-control-regex -- control characters are what this is about
    expect(ended.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

test.describe('A setting that cannot be used ends the run before it begins:', () => {
  const target = 'https://localhost:1';
  const cases: Record<string, { env: Record<string, string>; says: RegExp }> = {
    'a CA file that is missing': {
      env: { PLUMBLINE_TARGET: target, PLUMBLINE_CA: 'no-such.pem' },
      says: /^PLUMBLINE_CA cannot be read: ENOENT: .*no-such\.pem/,
    },
    'a CA file that is not PEM': {
      env: { PLUMBLINE_TARGET: target, PLUMBLINE_CA: 'profiles/target.yaml' },
      says: /^PLUMBLINE_CA holds no PEM certificate: profiles\/target\.yaml$/m,
    },
    'a target over http': {
      env: { PLUMBLINE_TARGET: 'http://localhost:1' },
      says: /^PLUMBLINE_TARGET must begin with https:\/\/, not http:\/\/$/m,
    },
    'a target that is no URL': {
      env: { PLUMBLINE_TARGET: 'localhost' },
      says: /^PLUMBLINE_TARGET is not a URL: localhost$/m,
    },
    'a plain-http entry over https': {
      env: { PLUMBLINE_TARGET: target, PLUMBLINE_HTTP: target },
      says: /^PLUMBLINE_HTTP must begin with http:\/\/, not https:\/\/$/m,
    },
  };
  for (const [what, { env, says }] of Object.entries(cases)) {
    test(what, async () => {
      const ended = await runSuite({
        files: { 'profiles/target.yaml': profile },
        args: ['--grep', '@HDR-HSTS-01'],
        env,
      });
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(says);
      expect(ended.stdout).toBe('');
      expect(runOf(ended, 'target')).toBeUndefined();
    });
  }
});
